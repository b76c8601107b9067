/// How long to wait after a request that failed: full jitter over a doubling span (AWS builders'
/// library), so that many clients of one broken server do not come back together.
public struct RetryPolicy: Hashable, Sendable {
  /// The span after the first failure, from 10 ms to 24 h.
  public var base: Duration
  /// The longest span, at least `base`.
  public var cap: Duration

  /// Makes a policy; a client refuses spans that make no sense.
  public init(base: Duration = .seconds(1), cap: Duration = .seconds(30)) {
    self.base = base
    self.cap = cap
  }

  /// The longest span for something that has been away for so long.
  ///
  /// Five seconds at first, for a cut of seconds not to cost a minute; a quarter of the time it has
  /// been away later on.
  package func forAbsence(of time: Duration) -> RetryPolicy {
    let limit = max(.seconds(5), time / 4)
    return RetryPolicy(base: min(base, limit), cap: min(cap, limit))
  }

  /// Refuses spans that make no sense, by the name of the value at fault.
  /// - Throws: `JobFailure.invalid`.
  package func check() throws(JobFailure) {
    guard base >= .milliseconds(10), base <= .seconds(86_400) else {
      throw .invalid(name: "retry.base", given: base.short, allowed: "a time from 10ms to 24h")
    }
    guard cap >= base else {
      throw .invalid(
        name: "retry.cap",
        given: cap.short,
        allowed: "at least retry.base, \(base.short)"
      )
    }
  }

  /// The time to wait after that many failures in a row, from 1; never below a tenth of the span.
  package func delay(after failures: Int, using generator: inout some RandomNumberGenerator)
    -> Duration
  {
    var span = base.inSeconds
    for _ in 1..<max(1, min(failures, 40)) where span < cap.inSeconds { span *= 2 }
    span = min(span, cap.inSeconds)
    let drawn = Double.random(in: 0.1...1, using: &generator) * span
    return .nanoseconds(Int64(drawn * 1e9))
  }
}
