import JobModel

/// How a server has answered lately, whatever the job.
struct HostHealth: Sendable {
  private(set) var breaker = CircuitBreaker()
  /// The last thing that went wrong.
  private(set) var failure: JobFailure?
  /// It refuses our credentials, and says why.
  private(set) var refusal: JobFailure?
  /// When it last answered anything.
  private(set) var seen: Timestamp?
  /// When it last answered something that made sense, which “too many requests” does not.
  private(set) var understood: Timestamp?

  /// It answered: all is well again, unless it asked to wait and that time is not over.
  mutating func answered(at now: Timestamp) {
    seen = now
    understood = now
    refusal = nil
    if breaker.succeeded(at: now) { failure = nil }
  }

  /// One more failure in a row; holds the whole host for `delay` where there is one.
  mutating func failed(
    _ failure: JobFailure,
    sentAt: Timestamp,
    at now: Timestamp,
    holdingFor delay: Duration?
  ) {
    self.failure = failure
    // What the server asks for holds whether or not the failure counts.
    if case .throttled = failure, let delay { breaker.quieten(for: delay, at: now) }
    breaker.failed(sentAt: sentAt, at: now, holdingFor: delay)
  }

  /// It answered, if only that it wants to be left alone.
  mutating func heard(at now: Timestamp) {
    seen = now
  }

  /// The machine has slept.
  mutating func resumed(at now: Timestamp) {
    breaker.resumed(at: now)
  }

  mutating func refused(_ failure: JobFailure) {
    refusal = failure
    self.failure = failure
  }

  /// Failures in a row that speak for the whole server.
  var failures: Int { breaker.failures }
  /// Nothing is sent before then.
  var heldUntil: Timestamp? { breaker.heldUntil }

  func absence(at now: Timestamp) -> Duration { breaker.absence(at: now) }

  func isHeld(at now: Timestamp) -> Bool {
    if case .open = breaker.state(at: now) { true } else { false }
  }

  /// The last that was tried got no answer.
  var isAway: Bool {
    guard failures > 0 else { return false }
    if case .unreachable? = failure { return true }
    if case .noAnswer? = failure { return true }
    return false
  }

  /// When nothing came of what was asked last, and why; nothing where an answer came.
  var silence: (at: Timestamp, failure: JobFailure)? {
    guard isAway, let failure, let instant = breaker.lastFailure else { return nil }
    return (instant, failure)
  }

  /// Another try is wanted although the credentials were refused.
  mutating func forgiveRefusal() {
    refusal = nil
  }

  /// Whether a failure speaks for the whole server, of something that has failed since then.
  ///
  /// What fails again while other requests are answered well is broken itself. The probe of an
  /// open breaker speaks for the server in any case.
  func isConcerned(byFailureSince since: Timestamp?) -> Bool {
    guard let since, let understood, !breaker.hasOpened else { return true }
    return understood <= since
  }
}
