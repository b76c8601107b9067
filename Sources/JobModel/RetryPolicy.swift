/// How long to wait after a request that failed: full jitter over a doubling span (AWS builders'
/// library), so that many clients of one broken server do not come back together.
public struct RetryPolicy: Hashable, Sendable {
  /// The span after the first failure.
  public var base: Duration
  /// The longest span.
  public var cap: Duration

  /// Makes a policy.
  public init(base: Duration = .seconds(1), cap: Duration = .seconds(30)) {
    self.base = base
    self.cap = cap
  }

  /// The longest span for something that has been away for so long.
  ///
  /// Five seconds at first, for a cut of seconds not to cost a minute; a quarter of the time it has
  /// been away later on.
  public func forAbsence(of time: Duration) -> RetryPolicy {
    let limit = max(.seconds(5), time / 4)
    return RetryPolicy(base: min(base, limit), cap: min(cap, limit))
  }

  /// The time to wait after that many failures in a row, from 1; never below a tenth of the span.
  public func delay(after failures: Int, using generator: inout some RandomNumberGenerator)
    -> Duration
  {
    var span = base.inSeconds
    for _ in 1..<max(1, min(failures, 40)) where span < cap.inSeconds { span *= 2 }
    span = min(span, cap.inSeconds)
    let drawn = Double.random(in: 0.1...1, using: &generator) * span
    return .nanoseconds(Int64(drawn * 1e9))
  }
}
