import JobModel
import JobProfile

@testable import JobClient

/// Stands between a watcher and its world and does wrong on purpose; the watcher itself is the real
/// one.
struct Saboteur: Sendable {
  let mistake: Mistake
  let dialect: Dialect
  /// How jobs stood when they were last told.
  var told: [JobID: Job] = [:]
  /// What jobs were answered last, by the request.
  var answers: [WireRequest: WireAnswer] = [:]
  /// Status requests that are on their way.
  var asked: [RequestNumber: WireRequest] = [:]
  /// Status requests by the job that they are about.
  var requests: [JobID: WireRequest] = [:]
  /// Creates that are on their way.
  var creating: Set<RequestNumber> = []
  /// A report that waits for the one after it.
  var heldBack: WatcherAction?
  /// What is asked because of this event is left out.
  var leavesOut = false
  /// What has failed and is asked for again at once.
  var failed: WireRequest?
  /// The breaker has been open.
  var hasOpened = false
  /// Nothing was heard for long: the machine may have slept.
  var hasSlept = false
  /// Jobs that others want, and those that they wanted once.
  var wanted: Set<JobID> = []
  var dropped: Set<JobID> = []
  /// Receipts whose notes are not kept yet.
  private var unkept: [Receipt] = []
  private var lastEvent: Timestamp?
  /// Requests that the watcher knows nothing of have numbers of their own.
  private var lastNumber = 1_000_000

  init(_ mistake: Mistake, _ dialect: Dialect) {
    self.mistake = mistake
    self.dialect = dialect
  }

  mutating func noteEvent(at now: Timestamp) {
    hasSlept = lastEvent.map { $0.duration(to: now) > .seconds(25) } ?? false
    lastEvent = now
    leavesOut = false
    failed = nil
  }

  /// A request that nobody needs.
  mutating func ask(_ request: WireRequest) -> WatcherAction {
    lastNumber += 1
    let number = RequestNumber(value: lastNumber)
    if mistake == .ignoresBreaker { asked[number] = request }
    return .ask(number, request, RequestLimits())
  }

  mutating func note(unkept receipt: Receipt) { unkept.append(receipt) }

  /// Receipts that are said to be kept before they are.
  mutating func takeUnkept() -> [Receipt] {
    defer { unkept = [] }
    return unkept
  }

  /// The options that the client goes by.
  func options(_ options: WatchOptions) -> WatchOptions {
    var options = options
    if mistake == .ignoresRepeats { options.quota = RetryQuota(capacity: 1_000_000) }
    return options
  }

  /// The profile that the client believes in.
  func profile(of dialect: Dialect) -> Profile {
    mistake == .ignoresQuota ? dialect.withoutLimit : dialect.profile
  }
}

extension JobWatcher {
  /// Takes an event in, and loses what that has given it.
  mutating func handle(
    _ event: WatcherEvent,
    at now: Timestamp,
    robbedBy saboteur: Saboteur
  ) -> [WatcherAction] {
    let before = quota
    let actions = handle(event, at: now)
    guard saboteur.mistake == .neverRefills else { return actions }
    if quota.tokens > before.tokens || quota.probes < before.probes { quota = before }
    return actions
  }
}
