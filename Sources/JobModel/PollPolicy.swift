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
  /// When an end is likely, by how long the jobs of its kind took: about so many requests for one
  /// job on average, no two further apart than `cap`.
  ///
  /// Each is moved by up to ± `jitter` of the time around it. Until three jobs have ended it is the
  /// exponential schedule up to that cap.
  case learned(requestsPerJob: Double = 8, cap: Duration = .seconds(60), jitter: Double = 0.1)

  /// The schedule that does best when nothing is known of the jobs: ×1.5 from 0.5 s, ± 20 %, cap 60 s.
  public static let standard = PollPolicy.exponential()

  /// The time to wait after that many polls.
  package func interval(after polls: Int, using generator: inout some RandomNumberGenerator)
    -> Duration
  {
    switch self {
    case .exponential(_, _, _, let jitter), .fixed(_, let jitter):
      spread(unspread(after: polls), jitter, &generator)
    case .learned: untaught.interval(after: polls, using: &generator)
    }
  }

  /// What it is while nothing was learned.
  private var untaught: PollPolicy {
    if case .learned(_, let cap, _) = self {
      .exponential(base: min(.milliseconds(500), cap), cap: cap)
    } else {
      self
    }
  }

  /// The same in seconds and without jitter.
  private func unspread(after polls: Int) -> Double {
    switch self {
    case .exponential(let base, let factor, let cap, _):
      min(base.inSeconds * pow(factor, by: polls), cap.inSeconds)
    case .fixed(let interval, _): interval.inSeconds
    case .learned: untaught.unspread(after: polls)
    }
  }

  /// About how many polls follow within that time after that many.
  package func count(within time: Duration, after polls: Int) -> Int {
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

  /// How long a job of that age waits for the next question by this schedule, without jitter and where
  /// nothing was learned of its kind.
  package func interval(atAge age: Duration) -> Duration {
    switch self {
    case .exponential(let base, let factor, let cap, _):
      // After n polls the age is base·(factorⁿ − 1)/(factor − 1), and the next interval base·factorⁿ.
      min(cap, base + max(.zero, age) * (factor - 1))
    case .fixed(let interval, _): interval
    case .learned: untaught.interval(atAge: age)
    }
  }

  /// Refuses a policy that makes no sense, by the name of the value at fault.
  /// - Throws: `JobFailure.invalid`.
  package func check() throws(JobFailure) {
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
    case .learned(let requestsPerJob, let cap, let jitter):
      guard requestsPerJob >= 1, requestsPerJob <= 1000 else {
        throw .invalid(
          name: "requestsPerJob",
          given: "\(requestsPerJob)",
          allowed: "a number from 1 to 1000"
        )
      }
      try check(cap, name: "max-interval")
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
