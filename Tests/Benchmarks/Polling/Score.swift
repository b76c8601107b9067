import Foundation

/// What many waits cost.
struct Score {
  private(set) var delays: [Double] = []
  private var requestCount = 0
  /// The most requests in one second for 200 jobs that were started together.
  private(set) var peak = 0

  var mean: Double { delays.reduce(0, +) / Double(delays.count) }
  var requests: Double { Double(requestCount) / Double(delays.count) }

  /// The delay that that share of the jobs did not exceed.
  func delay(ofShare share: Double) -> Double {
    let sorted = delays.sorted()
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  /// Lets someone wait for all of these jobs, 200 at a time.
  mutating func play(
    _ jobs: [Double],
    _ waiter: some Waiter,
    server: PlayedServer,
    seed: UInt64
  ) {
    var waiter = waiter
    var generator = SeededGenerator(seed: seed)
    var seconds: [Int: Int] = [:]
    for (number, job) in jobs.enumerated() {
      let wait = Wait(for: job, by: &waiter, server: server, using: &generator)
      delays.append(wait.delay)
      requestCount += wait.sent.count
      guard number < 200 else { continue }
      for age in wait.sent { seconds[Int(age), default: 0] += 1 }
    }
    peak = max(peak, seconds.values.max() ?? 0)
  }

  static func of(_ waiter: some Waiter, _ jobs: [Double], server: PlayedServer) -> Score {
    var score = Score()
    score.play(jobs, waiter, server: server, seed: 77)
    return score
  }

  /// A fixed interval that makes that many requests about these jobs.
  static func fixed(requests: Double, _ jobs: [Double], server: PlayedServer) -> Score {
    tuned(to: requests, jobs, server: server) { .fixed($0) }
  }

  /// The schedule of that family that makes that many requests about these jobs: the longer the
  /// time it is given, the fewer.
  static func tuned(
    to requests: Double,
    _ jobs: [Double],
    server: PlayedServer,
    _ family: (Double) -> ClockWaiter
  ) -> Score {
    var (low, high) = (log(1e-3), log(1e4))
    for _ in 0..<24 {
      let middle = (low + high) / 2
      let score = Score.of(family(exp(middle)), jobs, server: server)
      if score.requests > requests { low = middle } else { high = middle }
    }
    return Score.of(family(exp(high)), jobs, server: server)
  }
}
