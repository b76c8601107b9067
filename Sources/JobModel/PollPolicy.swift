/// How long to wait between two questions about one job.
public enum PollPolicy: Hashable, Sendable {
  /// After poll n, counted from 0: `base × factor^n`, at most `cap`, moved by up to ± `jitter` of it.
  case exponential(
    base: Duration = .milliseconds(500),
    factor: Double = 1.5,
    cap: Duration = .seconds(60),
    jitter: Double = 0.2
  )
  /// Always the same, moved by up to ± `jitter` of it.
  case fixed(Duration, jitter: Double = 0.05)

  /// The schedule that does best when nothing is known of the jobs: ×1.5 from 0.5 s, ± 20 %, cap 60 s.
  public static let standard = PollPolicy.exponential()

  /// The time to wait after that many polls.
  public func interval(after polls: Int, using generator: inout some RandomNumberGenerator)
    -> Duration
  {
    switch self {
    case .exponential(_, _, _, let jitter), .fixed(_, let jitter):
      spread(unspread(after: polls), jitter, &generator)
    }
  }

  /// The same in seconds and without jitter.
  private func unspread(after polls: Int) -> Double {
    switch self {
    case .exponential(let base, let factor, let cap, _):
      min(base.inSeconds * pow(factor, by: polls), cap.inSeconds)
    case .fixed(let interval, _): interval.inSeconds
    }
  }

  /// About how many polls follow within that time after that many.
  public func count(within time: Duration, after polls: Int) -> Int {
    var left = time.inSeconds
    var count = 0
    // Later intervals grow little, or not at all.
    while count < 64 {
      let interval = unspread(after: polls + count)
      guard interval <= left else { return count }
      left -= interval
      count += 1
    }
    return count + Int(min(left / unspread(after: polls + count), 1e9))
  }

  /// Refuses a policy that makes no sense, by the name of the value at fault.
  /// - Throws: `JobFailure.invalid`.
  public func check() throws(JobFailure) {
    switch self {
    case .exponential(let base, let factor, let cap, let jitter):
      try check(base, name: "interval")
      guard factor.isFinite, factor >= 1, factor <= 10 else {
        throw .invalid(name: "factor", given: "\(factor)", allowed: "a number from 1 to 10")
      }
      guard cap >= base else {
        throw .invalid(
          name: "max-interval",
          given: cap.short,
          allowed: "at least the interval, \(base.short)"
        )
      }
      try check(jitter)
    case .fixed(let interval, let jitter):
      try check(interval, name: "interval")
      try check(jitter)
    }
  }

  private func check(_ interval: Duration, name: String) throws(JobFailure) {
    guard interval >= .milliseconds(10), interval <= .seconds(86_400) else {
      throw .invalid(name: name, given: interval.short, allowed: "a time from 10ms to 24h")
    }
  }

  private func check(_ jitter: Double) throws(JobFailure) {
    guard jitter >= 0, jitter < 1 else {
      throw .invalid(name: "jitter", given: "\(jitter)", allowed: "a share from 0 up to 1")
    }
  }

  private func pow(_ factor: Double, by count: Int) -> Double {
    var value = 1.0
    for _ in 0..<min(count, 200) where value < 1e9 { value *= factor }
    return value
  }

  private func spread(
    _ seconds: Double,
    _ jitter: Double,
    _ generator: inout some RandomNumberGenerator
  ) -> Duration {
    let share = jitter > 0 ? Double.random(in: -jitter...jitter, using: &generator) : 0
    return .nanoseconds(Int64(seconds * (1 + share) * 1e9))
  }
}
