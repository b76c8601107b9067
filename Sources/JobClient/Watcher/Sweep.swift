import JobModel

/// The list request that looks for jobs made elsewhere and answers for many polls at once.
struct Sweep: Sendable {
  /// Jobs made elsewhere are looked for.
  var isWanted = false
  /// When to ask next by itself.
  var due: Timestamp?
  /// No list is asked for before then, whatever polls are due.
  private(set) var notBefore: Timestamp?
  /// Lists in a row that failed; from two on polls go their own way again.
  private(set) var failures = 0
  /// A page of it is on its way.
  var isRunning = false
  /// Jobs of the last whole list, and of the one on its way, that are left out.
  private(set) var unnamed = 0
  var unnamedSoFar = 0
  /// The list was longer than we take.
  var isCapped = false
  /// When the first page was asked for.
  var began: Timestamp?
  /// Jobs that the pages so far held.
  var found: Set<RunID> = []
  /// The list has come in whole at least once.
  private(set) var hasCompleted = false

  /// The most jobs that are taken from one list.
  static let limit = 10_000

  /// The first list is still to come; push begins after it.
  var isAwaited: Bool { isWanted && !hasCompleted }

  mutating func request(at now: Timestamp) {
    let soon = now.advanced(by: .milliseconds(200))
    due = min(due ?? soon, soon)
  }

  mutating func ended(isCapped: Bool, at now: Timestamp, next: Timestamp?) {
    isRunning = false
    failures = 0
    notBefore = now.advanced(by: .milliseconds(500))
    hasCompleted = true
    unnamed = unnamedSoFar
    unnamedSoFar = 0
    self.isCapped = isCapped
    found = []
    due = next
  }

  /// The server was away and answers again: the list failed with everything else.
  mutating func serverCameBack() {
    failures = 0
  }

  mutating func failed(next: Timestamp) {
    isRunning = false
    unnamedSoFar = 0
    failures += 1
    notBefore = next
    found = []
    due = isWanted ? next : nil
  }
}
