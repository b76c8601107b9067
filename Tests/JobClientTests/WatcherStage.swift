import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// A watcher on a stage: what it wants done is written down, answers are typed by the test.
struct WatcherStage {
  var watcher: JobWatcher
  var now = Timestamp(seconds: 1_000_000)
  /// Requests that have no answer yet, in order.
  var asked: [(number: RequestNumber, request: WireRequest)] = []
  /// What the last request may take.
  var limits: RequestLimits?
  /// What was reported, in order.
  var reported: [(update: JobUpdate, isChange: Bool)] = []
  /// Rows of which only the plan was told anew, in order.
  var replanned: [JobUpdate] = []
  var status: ServerStatus?
  /// How long jobs take, as often as it was told.
  var outlooks: [DurationOutlook] = []
  /// What the other processes were told.
  var bids: [LeaseBid] = []
  /// What went to and fro about the run that is looked at closely.
  var exchanges: JobExchanges?
  /// The log that somebody reads.
  var log: JobLog?
  /// Rows that went, in order.
  var forgotten: [RunID] = []
  /// What the user was warned of, in order.
  var warnings: [JobFailure] = []
  var replies: [Ticket: Reply] = [:]
  var journal: [JournalEntry] = []
  var receipts: [Receipt] = []
  var wakes: [Timestamp] = []
  /// The push connection that is open or being opened.
  var openPush: Int?
  /// How it is held.
  var plan: PushPlan?
  /// Everything that the watcher wanted done so far, but to be woken.
  var deeds = 0
  /// Nothing will follow.
  var isFinished = false
  /// What was said on push connections, in order.
  var said: [PushFrame] = []

  init(
    _ profile: String = "envelope",
    poll: PollPolicy = .fixed(.seconds(2), jitter: 0),
    push: PushChoice = .none,
    discovers: Bool = false,
    createTries: Int = 3,
    patience: Int? = nil,
    tellsOutlooks: Bool = false,
    resumes: Bool = true,
    sharesAsking: Bool = false
  ) throws {
    self.init(
      try #require(Profile.builtIn(profile)),
      poll: poll,
      push: push,
      discovers: discovers,
      createTries: createTries,
      patience: patience,
      tellsOutlooks: tellsOutlooks,
      resumes: resumes,
      sharesAsking: sharesAsking
    )
  }

  init(
    _ profile: Profile,
    poll: PollPolicy = .fixed(.seconds(2), jitter: 0),
    push: PushChoice = .automatic,
    discovers: Bool = false,
    retry: RetryPolicy = RetryPolicy(base: .seconds(4), cap: .seconds(4)),
    maximumInFlight: Int = 16,
    createTries: Int = 3,
    patience: Int? = nil,
    tellsOutlooks: Bool = false,
    resumes: Bool = true,
    sharesAsking: Bool = false,
    quota: RetryQuota = RetryQuota()
  ) {
    var options = WatchOptions(
      poll: poll,
      retry: retry,
      push: push,
      discovers: discovers,
      resumes: resumes,
      maximumInFlight: maximumInFlight,
      createTries: createTries,
      patience: patience
    ).tellingOutlooks(tellsOutlooks).sharingAsking(sharesAsking)
    options.quota = quota
    watcher = JobWatcher(
      server: "demo",
      baseURL: "http://demo.example:8080",
      profile: profile,
      credentials: Credentials(username: "admin", password: "password", token: nil),
      options: options,
      generator: SeededGenerator(state: 7)
    )
    tell(.restore([]))
  }

  mutating func tell(_ event: WatcherEvent) {
    for action in watcher.handle(event, at: now) {
      deeds += 1
      switch action {
      case .ask(let number, let request, let limits):
        asked.append((number, request))
        self.limits = limits
      case .openPush(let number, let plan):
        openPush = number
        self.plan = plan
      case .tellPush(_, let frame): said.append(frame)
      case .closePush: openPush = nil
      case .journal(let entries, let receipt):
        journal += entries
        if let receipt { receipts.append(receipt) }
      case .report(let update, let isChange): reported.append((update, isChange))
      case .reportPlan(let update): replanned.append(update)
      case .reportStatus(let status): self.status = status
      case .warn(let warning): warnings.append(warning)
      case .reply(let ticket, let reply): replies[ticket] = reply
      case .wake(let time):
        deeds -= 1
        wakes.append(time)
      case .finished: isFinished = true
      case .reportExchanges(let exchanges): self.exchanges = exchanges
      case .reportLog(let log): self.log = log
      case .reportOutlook(let outlook): outlooks.append(outlook)
      case .bid(let bid): bids.append(bid)
      case .reportForgotten(let runs): forgotten += runs
      }
    }
  }

  /// Keeps everything that waits for the journal.
  mutating func keepNotes() {
    let due = receipts
    receipts = []
    for receipt in due { tell(.journaled(receipt, nil)) }
  }

  /// Answers the oldest request.
  mutating func answer(_ code: Int, _ body: String, headers: HTTPFields = [:]) {
    guard !asked.isEmpty else {
      Issue.record("nothing was asked")
      return
    }
    let (number, _) = asked.removeFirst()
    tell(.answered(number, WireAnswer(code: code, headers: headers, body: Array(body.utf8))))
  }

  /// Lets the oldest request go without an answer.
  mutating func lose(_ failure: TransportFailure) {
    guard !asked.isEmpty else {
      Issue.record("nothing was asked")
      return
    }
    tell(.unanswered(asked.removeFirst().number, failure))
  }

  /// Lets time pass to the next instant at which the watcher, woken, wants something done: what it wanted
  /// to look at may be settled by then.
  mutating func sleep() {
    let before = deeds
    repeat {
      guard let next = wakes.filter({ $0 > now }).min() else {
        Issue.record("no wake is planned")
        return
      }
      pass(now.duration(to: next))
    } while deeds == before
  }

  /// Lets time pass; the watcher is woken at every instant it asked for on the way.
  mutating func pass(_ time: Duration) {
    let end = now.advanced(by: time)
    while let next = wakes.filter({ $0 > now && $0 <= end }).min() {
      now = next
      wakes.removeAll { $0 <= next }
      tell(.woke)
    }
    now = end
  }

  /// Lets the machine sleep; wakes that were due meanwhile come after it.
  mutating func letMachineSleep(for time: Duration) {
    now = now.advanced(by: time)
    tell(.resumed)
    guard wakes.contains(where: { $0 <= now }) else { return }
    wakes.removeAll { $0 <= now }
    tell(.woke)
  }

  /// Creates a job on an `envelope` server and answers with its id.
  mutating func create(_ id: String, ticket: Int = 1) {
    tell(.create([Draft()], ticket: Ticket(value: ticket)))
    keepNotes()
    answer(200, #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"\#(id)"}}"#)
  }

  /// The answer of an `envelope` server to a status request.
  mutating func answerStatus(_ word: String) {
    answer(
      word == "error" ? 500 : 200,
      #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#
    )
  }

  var lines: [String] { asked.map { "\($0.request.method.rawValue) \($0.request.target)" } }

  /// Tells what the push connection does.
  mutating func tellPush(_ event: PushEvent) throws {
    tell(.push(try #require(openPush), event))
  }

  var last: Job? { reported.last?.update.job }

  var changes: [JobState] { reported.filter(\.isChange).map(\.update.state) }
}

/// A generator that a seed repeats.
struct SeededGenerator: RandomNumberGenerator, Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}
