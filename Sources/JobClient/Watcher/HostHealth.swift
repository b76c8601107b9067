import JobModel

/// How a server has answered lately, whatever the job.
struct HostHealth: Sendable {
  /// Requests that failed in a row.
  private(set) var failures = 0
  /// Nothing is sent before then.
  private(set) var heldUntil: Timestamp?
  /// It has asked to be left alone until then: no answer to what was on its way shortens that.
  private var quietUntil: Timestamp?
  /// The last thing that went wrong.
  private(set) var failure: JobFailure?
  /// It refuses our credentials, and says why.
  private(set) var refusal: JobFailure?
  /// When it last answered anything.
  private(set) var seen: Timestamp?
  /// When it last answered something that made sense, which “too many requests” does not.
  private(set) var understood: Timestamp?
  /// When the first of the failures in a row was counted.
  private var failingSince: Timestamp?
  /// When the last of them was.
  private var lastFailure: Timestamp?

  /// It answered: all is well again, unless it asked to wait and that time is not over.
  ///
  /// What was on its way when it asked may still be answered.
  mutating func answered(at now: Timestamp) {
    seen = now
    understood = now
    refusal = nil
    if let quietUntil, quietUntil > now { return }
    failures = 0
    failure = nil
    heldUntil = nil
  }

  /// One more failure in a row; holds the whole host for `delay` where there is one.
  ///
  /// Requests that were under way together fail together: of those sent before a failure was counted
  /// none counts again, or one hang of the server would look like as many as there were requests. What
  /// the server asks for holds all the same.
  mutating func failed(
    _ failure: JobFailure,
    sentAt: Timestamp,
    at now: Timestamp,
    holdingFor delay: Duration?
  ) {
    self.failure = failure
    if case .throttled = failure, let delay {
      let until = max(quietUntil ?? now, now.advanced(by: delay))
      quietUntil = until
      heldUntil = max(heldUntil ?? now, until)
    }
    if let lastFailure, failures > 0, sentAt < lastFailure { return }
    if failures == 0 { failingSince = now }
    failures += 1
    lastFailure = now
    if let delay { heldUntil = max(heldUntil ?? now, now.advanced(by: delay)) }
  }

  /// It answered, if only that it wants to be left alone.
  mutating func heard(at now: Timestamp) {
    seen = now
  }

  mutating func refused(_ failure: JobFailure) {
    refusal = failure
    self.failure = failure
  }

  /// For how long everything has failed.
  func absence(at now: Timestamp) -> Duration {
    failures > 0 ? failingSince.map { $0.duration(to: now) } ?? .zero : .zero
  }

  /// The last that was tried got no answer.
  var isAway: Bool {
    guard failures > 0 else { return false }
    if case .unreachable? = failure { return true }
    if case .noAnswer? = failure { return true }
    return false
  }

  /// Another try is wanted although the credentials were refused.
  mutating func forgiveRefusal() {
    refusal = nil
  }

  func isHeld(at now: Timestamp) -> Bool {
    heldUntil.map { $0 > now } ?? false
  }
}
