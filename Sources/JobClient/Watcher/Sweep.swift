import JobModel

/// The list request that looks for jobs made elsewhere and answers for many polls at once.
///
/// ```
///  a whole list ──► lists of what changed since the one before ──► (5 min, or doubt) ──► a whole list
/// ```
struct Sweep: Sendable {
  /// Jobs made elsewhere are looked for.
  var isWanted = false
  /// It answers for the polls: what it tells of has no instant of its own.
  var isServing = false
  /// When to ask next by itself.
  var due: Timestamp?
  /// No list is asked for before then, whatever polls are due.
  private(set) var notBefore: Timestamp?
  /// Lists in a row that failed; from two on polls go their own way again.
  private(set) var failures = 0
  /// When the first of them did.
  private(set) var failingSince: Timestamp?
  /// A page of it is on its way.
  private(set) var isRunning = false
  /// Jobs of the last whole list, and of the one on its way, that are left out.
  private(set) var unnamed = 0
  var unnamedSoFar = 0
  /// The list was longer than we take.
  private(set) var isCapped = false
  /// When the first page was asked for.
  var began: Timestamp?
  /// The one on its way names only what changed.
  var isPartial = false
  /// How the first page of the last whole list is known to the server, if it was the only one.
  private(set) var validator: Validator?
  /// The same of the list on its way.
  var firstPage: Validator?
  /// Jobs that the pages so far held.
  var found: Set<RunID> = []
  /// How many are taken of the one on its way.
  private(set) var limit = Sweep.leastLimit
  /// Pages that have come so far.
  var pages = 0
  /// The longest time for which the server asks to be left alone, by the one on its way.
  var wait = Duration.zero
  /// The list has come in whole at least once.
  private(set) var hasCompleted = false
  /// How long from the last list to the next, as planned.
  private(set) var gap: Duration?
  /// What lists of what changed go on from; nothing: the next list is whole.
  private(set) var base: Base?
  /// What silence has confirmed.
  private(set) var unchanged: ServerStatus.Unchanged?
  /// When the youngest job was begun of whose kind too little is known for a plan.
  var youngest: Timestamp?

  /// Lists that have shown how every job stands.
  struct Base: Sendable {
    /// When the last of them was asked for.
    var asked: Timestamp
    /// When the last one was asked for that was whole.
    var whole: Timestamp
    /// How far the server's clock was ahead then.
    var ahead: Duration
    /// How many requests the last of them took, and the last that was whole.
    var pages: Int
    var wholePages: Int
  }

  /// The most jobs that are taken from one list, unless we watch more of them than that.
  static let leastLimit = 10_000

  /// The first list is still to come; push begins after it.
  var isAwaited: Bool { isWanted && !hasCompleted }

  mutating func request(at now: Timestamp) {
    ask(by: now.advanced(by: .milliseconds(200)))
  }

  /// Asks by itself then, or earlier.
  mutating func ask(by instant: Timestamp) {
    due = min(due ?? instant, instant)
  }

  /// The first page is asked for.
  mutating func begin(isPartial: Bool, watching count: Int) {
    isRunning = true
    began = nil
    self.isPartial = isPartial
    limit = max(Sweep.leastLimit, count)
    pages = 0
    wait = .zero
    firstPage = nil
  }

  /// The last page came.
  ///
  /// `base`: what the next lists go on from; `size`: how many jobs the next one is likely to hold.
  mutating func ended(isCapped: Bool, base: Base?, size: Int, at now: Timestamp) {
    isRunning = false
    failures = 0
    hasCompleted = true
    if !isPartial {
      unnamed = unnamedSoFar
      self.isCapped = isCapped
      validator = pages == 1 && !isCapped ? firstPage : nil
    }
    unnamedSoFar = 0
    notBefore = now.advanced(by: max(Sweep.leastGap, min(Sweep.share * size, Sweep.longestRest)))
    found = []
    self.base = base
  }

  /// Less than that is between no two lists.
  private static let leastGap = Duration.milliseconds(500)
  /// To take in a job of a list costs us some 30 µs, and the server no less: so at most a thirtieth of
  /// the time goes into lists.
  private static let share = Duration.milliseconds(1)
  /// But a minute is the longest that jobs may be unseen, whatever that costs.
  private static let longestRest = Duration.seconds(60)

  /// The next one comes so long after that one, which was asked for then and holds until now.
  mutating func planned(after gap: Duration?, at now: Timestamp) {
    self.gap = gap
    due = gap.map { now.advanced(by: $0) }
    guard let base, let gap else { return unchanged = nil }
    unchanged = ServerStatus.Unchanged(
      since: base.whole,
      asked: base.asked,
      confirmed: now,
      interval: gap
    )
  }

  /// The server was away and answers again: nobody waits out the pause of the list, which failed too.
  ///
  /// One answer about one job says nothing of the others.
  mutating func serverCameBack(at now: Timestamp) {
    networkMayBeBack(at: now)
    failures = 0
  }

  /// The server may be within reach again.
  mutating func networkMayBeBack(at now: Timestamp) {
    guard failures > 0, !isRunning else { return }
    notBefore = now
    due = isWanted || isServing ? now : due
  }

  /// What the next lists go on from may not hold: the next one is whole.
  mutating func doubt() {
    base = nil
  }

  /// Another process asks for its other pages.
  mutating func leave() {
    isRunning = false
    unnamedSoFar = 0
    found = []
  }

  mutating func failed(next: Timestamp, at now: Timestamp) {
    isRunning = false
    unnamedSoFar = 0
    if failures == 0 { failingSince = now }
    failures += 1
    notBefore = next
    found = []
    due = isWanted || isServing ? next : nil
  }
}
