import DequeModule
import JobModel
import JobProfile
// Not named below: with it `DenseDictionary` is compiled for its types here, at a fifth of the cost.
import OrderedCollections

/// The core of the client as a pure state machine: an event and the instant in, actions out.
///
/// It watches the jobs of one server: what is known of each, when to ask again, what to do with
/// each answer. It does nothing itself and reads no clock; `WatcherDriver` performs its actions.
///
///     event ──► take ──► pump (what may be sent now) ──► push ──► status ──► wake ──► actions
package struct JobWatcher: Sendable {
  let server: String
  /// The base URL; links to next pages must lead there.
  let baseURL: String
  let profile: Profile
  let credentials: Credentials
  var options: WatchOptions
  /// What every planned interval is multiplied with.
  var pace = 1.0
  var generator: any RandomNumberGenerator & Sendable

  /// Every run that is watched or was, until it is forgotten.
  var entries = DenseDictionary<RunID, Entry>()
  /// The latest run of each id.
  var currentRun = DenseDictionary<JobID, RunID>()
  /// Runs whose end is still to come.
  var active: Set<RunID> = [] {
    didSet {
      push.mayDiffer = true
      lease.mayDiffer = true
    }
  }
  var schedule = Schedule()
  /// Creates of other processes, and of earlier ones, that had no answer yet when they were told of last.
  var left: Set<RunID> = []
  /// Those of them that are to be settled, by when they are given up.
  var abandoned = Schedule()
  /// What was learned of how long jobs take, by kind.
  var planners: [String: KindPlanner] = [:]
  /// The kinds of jobs that went on here.
  var kindsSeen: Set<String> = []
  /// Runs whose rows are being looked at, here or where others look.
  var viewed: Set<RunID> = []
  /// Those that are looked at here.
  var ownViewed: Set<RunID> = []
  /// Who asks for all processes that share the journal.
  var lease: Lease
  /// What is sent before any poll, in order.
  var outbox: Deque<Errand> = []
  /// What is on its way.
  var inFlight: [RequestNumber: Sent] = [:]
  /// How the last answer about a run is known to its server; of runs that are asked about alone.
  var validators: [RunID: Validator] = [:]
  /// Requests for several jobs by their ids that failed in a row.
  var bulkFailures = 0
  /// What the journal is still to be told.
  var unnoted = Unnoted()
  /// Creates that wait for the journal.
  var unjournaled: [Receipt: RunID] = [:]
  /// Callers by the runs whose create they wait for.
  var creates: [Ticket: PendingCreate] = [:] { didSet { lease.mayDiffer = true } }
  /// Creates without an answer that are looked for in the list, and what their callers are told.
  var lookedUp: [RunID: Uncertainty] = [:]
  var waits: [Ticket: ActiveWait] = [:]
  var host = HostHealth()
  var answerTimes = AnswerTimes()
  /// What repeats of failed requests may still be sent.
  var quota: RetryQuota
  /// Runs whose polls are repeats that the quota does not allow yet, in the order in which they came up.
  var unpaid: Deque<RunID> = []
  /// The run that was last asked about and answered well: what a half-open breaker tries first.
  var lastGood: RunID?
  /// Runs about which requests failed several times in a row; some of them may be well again.
  var ailing: Set<RunID> = []
  /// Wishes of callers that the server asked to send later.
  var postponedWishes: Set<Ticket> = []
  /// Wishes that are sent once it is known how their jobs stand.
  var waitingWishes: [Ticket: WaitingWish] = [:]
  /// Wishes that want their job confirmed within such a time, until they are about to be sent.
  var cautiousWishes: [Ticket: Duration] = [:]
  /// What the push connection cost that is open or being opened.
  var openingPrice: RetryQuota.Price?
  /// What the server's rate limit leaves.
  var budget: RequestBudget
  var scarcity: Scarcity?
  var push: PushLink
  var sweep = Sweep()
  /// Jobs that were forgotten, and when they were created: they are not found again.
  var forgotten: [JobID: Timestamp] = [:]
  /// Runs that we asked the server to run again: what they were made of their next runs are.
  var retried: Set<RunID> = []
  /// The server told the same instant of a job's creation again, and that was no longer now.
  var isCreationSteady = false
  /// URLs that the server posts to.
  var webhooks: [String: Profile.WebhookRegistration] = [:]
  /// The URL where we listen ourselves.
  var webhookURL: String?
  /// Whether the server still knows that URL.
  var renewal = Renewal()
  var serverClock = ServerClock()
  var recentPosts = RecentIDs()
  /// What went to and fro, for whoever looks closely at a job.
  var book = ExchangeBook()
  let redaction: Redaction
  /// The log that somebody reads.
  var logFollow: LogFollow?
  /// Requests that are waited for before we close.
  var withdrawals: Set<RequestNumber> = []
  /// Until when those are waited for that make us known to the server.
  var registrationsEnd: Timestamp?
  /// What was warned of already.
  private var warned: Set<JobFailure> = []
  private var isClosing = false
  private var isClosed = false

  var actions: [WatcherAction] = []
  private var lastNumber = 0
  /// How we stand with the server, as it was told last; without and with when it was heard then.
  var lastStatus: ServerStatus?
  var toldStatus: ServerStatus?
  var lastWake: Timestamp?
  /// When the machine woke last: until then no other process could do anything either.
  var wokeUp: Timestamp?
  /// Whoever asked before us, or had a create under way, may still tell until then what came of it.
  var othersTellUntil: Timestamp?
  var polledEvery: (interval: Duration, at: Timestamp)?

  package init(
    server: String,
    baseURL: String,
    profile: Profile,
    credentials: Credentials,
    options: WatchOptions,
    generator: any RandomNumberGenerator & Sendable
  ) {
    self.server = server
    self.baseURL = baseURL
    self.profile = profile
    self.credentials = credentials
    self.options = options
    self.generator = generator
    redaction = Redaction(credentials)
    budget = RequestBudget(profile.rateLimit)
    quota = options.quota
    push = PushLink(kinds: Self.pushKinds(profile, options))
    lease = Lease(turn: options.sharesAsking ? .theirs(nil) : .alone)
    sweep.isWanted = options.discovers && profile.operations.contains(.list)
  }

  /// Takes an event in; what is to be done follows from it, in this order.
  package mutating func handle(_ event: WatcherEvent, at now: Timestamp) -> [WatcherAction] {
    guard !isClosed else { return [] }
    guard !isClosing else { return withdrawn(by: event, now) }
    budget.advance(to: now)
    if hasSlept(until: now) {
      wokeUp = now
      spreadOverdue(now)
    }
    take(event, now)
    guard !isClosing else { return take(&actions) }
    endOverdueWaits(now)
    renewWebhook(now)
    settleServing(now)
    settleAbandoned(now)
    noteMovements(now)
    pump(now)
    managePush(now)
    reportStatus(now)
    reportBid()
    reportExchanges(now)
    planWake(now)
    return take(&actions)
  }

  private func take(_ actions: inout [WatcherAction]) -> [WatcherAction] {
    defer { actions = [] }
    return actions
  }

  private mutating func take(_ event: WatcherEvent, _ now: Timestamp) {
    switch event {
    case .create(let drafts, let number, let limit, let deadline, let ticket):
      let pending = PendingCreate(within: limit, until: deadline, from: now)
      create(drafts, number, pending, ticket, now)
    case .settleLeft(let limit, let deadline, let ticket):
      settleLeft(PendingCreate(within: limit, until: deadline, from: now), ticket, now)
    case .track(let ids, let isWish, let ticket): track(ids, isWish: isWish, ticket, now)
    case .restore(let jobs, let forgotten, let durations):
      planners = durations.mapValues { KindPlanner($0) }
      restore(jobs, forgotten, now)
    case .foreign(let jobs, let forgotten):
      takeForeign(jobs, now)
      takeForgotten(forgotten, now)
    case .turn(let turn, let durations): take(turn, durations, now)
    case .query(let id, let ticket): query(id, ticket, now)
    case .enumerate(let filters, let ticket): enumerate(filters, ticket)
    case .control(let operation, let run, let limit, let ticket):
      control(operation, run, confirmedWithin: limit, ticket, now)
    case .withdraw(let runs): withdraw(runs)
    case .forget(let runs): forget(runs)
    case .webhook(let url, let isWithdrawal, let ticket):
      askForWebhook(url, isWithdrawal: isWithdrawal, ticket)
    case .wait(let wait): begin(wait, now)
    case .stopWaiting(let ticket): stopWaiting(ticket, now)
    case .viewing(let runs): view(runs, now)
    case .inspect(let run): inspect(run)
    case .followLog(let run): follow(logOf: run, now)
    case .poll(let policy): adopt(policy, now)
    case .pace(let pace): adopt(pace: pace, now)
    case .answered(let number, let answer): answered(number, answer, now)
    case .unanswered(let number, let failure): unanswered(number, failure, now)
    case .journaled(let receipt, let failure): journaled(receipt, failure, now)
    case .push(let number, let event): pushed(number, event, now)
    case .woke: lastWake = nil
    case .resumed: resume(now)
    case .close: close(now)
    }
  }

  private mutating func close(_ now: Timestamp) {
    if let number = push.number { actions.append(.closePush(number)) }
    noteLastMovements()
    withdrawUnsent(Set(outbox.compactMap(\.run)), because: "the program ended first", now)
    for ticket in waits.keys.sorted() { actions.append(.reply(ticket, .failure(.closed))) }
    for ticket in creates.keys.sorted() { actions.append(.reply(ticket, .failure(.closed))) }
    let asking = (Array(outbox) + inFlight.values.map(\.errand)).compactMap(\.ticket)
    for ticket in asking.sorted() { actions.append(.reply(ticket, .failure(.closed))) }
    isClosing = true
    withdrawWebhooks(now)
    finishClosing()
  }

  /// Nothing counts any more but that registered webhooks are withdrawn.
  private mutating func withdrawn(by event: WatcherEvent, _ now: Timestamp) -> [WatcherAction] {
    if case .answered(let number, let answer) = event {
      withdrawals.remove(number)
      registrationEnded(number, answer)
    }
    if case .unanswered(let number, _) = event {
      withdrawals.remove(number)
      registrationEnded(number, nil)
    }
    giveUpRegistrations(now)
    finishClosing()
    return take(&actions)
  }

  private mutating func finishClosing() {
    guard withdrawals.isEmpty, inFlight.isEmpty, !isClosed else { return }
    isClosed = true
    actions.append(.finished)
  }

  /// How the latest run of every job stands, and every draft that has no id.
  package var latestUpdates: [JobUpdate] {
    entries.keys.filter { run in
      entries[run]?.job.jobID.map { currentRun[$0] == run } ?? true
    }.sorted().compactMap(update)
  }

  /// How a run stands, with the instant and the way in which that was learned.
  func update(of run: RunID) -> JobUpdate? {
    entries[run].map { JobUpdate(time: $0.heardAt, source: $0.source, sharing: $0.shared) }
  }

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// Tells and notes down how a run stands.
  mutating func report(
    _ entry: Entry,
    _ source: UpdateSource,
    _ now: Timestamp,
    isChange: Bool,
    isMovement: Bool = false,
    replaces: RunID? = nil
  ) {
    // What the store holds was learned at another time than now.
    let time = source == .store ? entry.heardAt : now
    let update = JobUpdate(time: time, source: source, sharing: entry.shared, replaces: replaces)
    entries[entry.job.run]?.source = source
    entries[entry.job.run]?.heardAt = time
    if source != .store { note(update, isChange: isChange, isMovement: isMovement, now) }
    actions.append(.report(update, isChange: isChange))
    tellOutlook(with: update.job)
  }

  /// Tells the user something once.
  mutating func warn(_ failure: JobFailure) {
    guard warned.insert(failure).inserted else { return }
    actions.append(.warn(failure))
  }
}
