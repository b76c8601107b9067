import JobModel

/// The circuit breaker of a server (Nygard, “Release It!”): it keeps all requests back while everything
/// fails.
///
///     closed ──(failures in a row)──► open ──(the time is over)──► half-open: one request at a time
///        ▲                             ▲                             │            │
///        │                             └─────── it failed ───────────┘            │
///        └──────────────────────────── a good answer ─────────────────────────────┘
///
/// One failure alone makes it half-open: the next request shows whether it was more than a mishap.
struct CircuitBreaker: Sendable {
  /// Failures in a row that speak for the whole server.
  private(set) var failures = 0
  /// Open until then: nothing is sent.
  private(set) var heldUntil: Timestamp?
  /// The server has asked to be left alone until then: no answer to what was on its way shortens that.
  private var quietUntil: Timestamp?
  /// When the first of the failures in a row was counted.
  private var failingSince: Timestamp?
  /// When the last of them was.
  private(set) var lastFailure: Timestamp?
  /// When the machine woke last.
  private var resumedAt: Timestamp?

  enum State: Hashable, Sendable {
    /// All is well.
    case closed
    /// Nothing is sent before then.
    case open(until: Timestamp)
    /// One request at a time tries the ground.
    case halfOpen
  }

  func state(at now: Timestamp) -> State {
    if let heldUntil, heldUntil > now { return .open(until: heldUntil) }
    return failures > 0 ? .halfOpen : .closed
  }

  /// Failures in a row were so many that nothing was sent for a while, and none was followed by a good
  /// answer yet: what is sent now is the probe.
  var hasOpened: Bool { failures > 0 && heldUntil != nil }

  /// Answers in a row that mean failure open it; what gets no answer does so at once.
  static let patience = 3

  /// Whether one more answer that means failure opens it.
  var opensNext: Bool { hasOpened || failures + 1 >= Self.patience }

  /// For how long everything has failed.
  func absence(at now: Timestamp) -> Duration {
    failures > 0 ? failingSince.map { $0.duration(to: now) } ?? .zero : .zero
  }

  /// The server asks to be left alone for so long.
  mutating func quieten(for time: Duration, at now: Timestamp) {
    let until = max(quietUntil ?? now, now.advanced(by: time))
    quietUntil = until
    heldUntil = max(heldUntil ?? now, until)
  }

  /// One more failure in a row; opens for `delay` where there is one.
  ///
  /// Requests that were under way together fail together: of those sent before a failure was counted
  /// none counts again, or one hang of the server would look like as many as there were requests.
  mutating func failed(sentAt: Timestamp, at now: Timestamp, holdingFor delay: Duration?) {
    if let lastFailure, failures > 0, sentAt < lastFailure { return }
    // What the machine slept over says nothing of the server.
    if let resumedAt, sentAt < resumedAt { return }
    if failures == 0 { failingSince = now }
    failures += 1
    lastFailure = now
    if let delay { heldUntil = max(heldUntil ?? now, now.advanced(by: delay)) }
  }

  /// The machine has slept: the way to the server may be another, so that one request at a time tries
  /// it now, and what is found from then on counts anew.
  mutating func resumed(at now: Timestamp) {
    resumedAt = now
    heldUntil = heldUntil.map { min($0, max(quietUntil ?? now, now)) }
    failures = min(failures, 1)
    failingSince = now
  }

  /// A good answer closes it, unless the server asked to wait and that time is not over.
  ///
  /// What was on its way when it asked may still be answered.
  /// - Returns: Whether it is closed now.
  mutating func succeeded(at now: Timestamp) -> Bool {
    if let quietUntil, quietUntil > now { return false }
    failures = 0
    heldUntil = nil
    return true
  }
}
