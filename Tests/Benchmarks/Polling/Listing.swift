import Foundation
import JobModel

/// Many jobs on one list, against asking about each of them.
struct Listing {
  let distribution: Distribution
  let count: Int
  /// Jobs are begun evenly within that time.
  let spread: Double

  private static let histories = 16
  /// The client asks for no two lists within less than that, in seconds.
  private static let leastGap = 0.5

  /// What one way of asking takes.
  private struct Outcome {
    var requests = 0.0
    var delay = 0.0

    static func mean(of outcomes: [Outcome]) -> Outcome {
      let count = Double(outcomes.count)
      return Outcome(
        requests: outcomes.reduce(0) { $0 + $1.requests } / count,
        delay: outcomes.reduce(0) { $0 + $1.delay } / count
      )
    }
  }

  static func print() {
    let distribution = Distribution.logNormal(median: 60)
    Swift.print("\nmany jobs of \(distribution.name), K = 8, learned from 20 jobs by polling")
    Swift.print(
      "  jobs  begun within  each: requests  delay    list: requests  delay    same delay: requests"
    )
    for count in [10, 100] {
      for spread in [0.0, 300] {
        Listing(distribution: distribution, count: count, spread: spread).printRow()
      }
    }
  }

  private func printRow() {
    let alone = mean { askEach($0, $1) }
    let shipped = mean { askList($0, $1, worth: 1, leastGap: Self.leastGap) }
    let equal = tuned(to: alone.delay)
    var line = String(
      format: "  %4d  %9.0f s  %14.0f  %5.2f s  %14.0f  %5.2f s  %8.0f: 1/%.1f",
      count,
      spread,
      alone.requests,
      alone.delay,
      shipped.requests,
      shipped.delay,
      equal.requests,
      alone.requests / equal.requests
    )
    if count == 100, spread > 0 {
      line += "  goal 1/12: \(alone.requests / equal.requests >= 12 ? "met" : "MISSED")"
    }
    Swift.print(line)
  }

  /// The list at the worth of a request at which ends are found as late as that.
  private func tuned(to delay: Double) -> Outcome {
    var (low, high) = (log(0.1), log(1e4))
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if mean({ askList($0, $1, worth: exp(middle), leastGap: 0) }).delay > delay {
        high = middle
      } else {
        low = middle
      }
    }
    return mean { askList($0, $1, worth: exp(low), leastGap: 0) }
  }

  /// The mean over histories, each with jobs of its own.
  private func mean(_ play: (LearnedWaiter, [Double]) -> Outcome) -> Outcome {
    .mean(
      of: (0..<Self.histories).map { history in
        var generator = SeededGenerator(seed: UInt64(1000 + history))
        let lessons = distribution.sample(20, seed: UInt64(2000 + history))
        let waiter = LearnedWaiter.taught(
          by: lessons,
          exactly: false,
          server: .prompt,
          using: &generator
        )
        return play(waiter, distribution.sample(count, seed: UInt64(4000 + history)))
      }
    )
  }

  private func askEach(_ waiter: LearnedWaiter, _ jobs: [Double]) -> Outcome {
    var score = Score()
    score.play(jobs, waiter, server: .prompt, seed: 77)
    return Outcome(requests: score.requests * Double(jobs.count), delay: score.mean)
  }

  /// Plays it as the client does: planned when a list ends, and sooner where a job begins that would
  /// be asked about sooner by itself.
  private func askList(
    _ waiter: LearnedWaiter,
    _ jobs: [Double],
    worth: Double,
    leastGap: Double
  ) -> Outcome {
    var planner = waiter.planner
    guard let plan = planner.plan(requestsPerJob: 8) else { return Outcome() }
    var generator = SeededGenerator(seed: 5)
    let first =
      planner.nextAge(after: 0, requestsPerJob: 8, jitter: 0, using: &generator) ?? 0.5
    var begins = jobs.indices.map { spread * Double($0) / Double(jobs.count) }[...]
    var running: [(begin: Double, end: Double)] = []
    var (now, requests, delay) = (0.0, 0.0, 0.0)
    while !running.isEmpty || !begins.isEmpty {
      var list = ListPlan()
      for job in running { list.add(plan, age: now - job.begin) }
      var next =
        running.isEmpty ? .infinity : now + max(leastGap, list.gap(requests: worth, cap: 60))
      while let begin = begins.first, begin <= next {
        running.append((begin, begin + jobs[begins.startIndex]))
        begins.removeFirst()
        next = min(next, begin + first)
      }
      now = next
      requests += 1
      for job in running where job.end <= now { delay += now - job.end }
      running.removeAll { $0.end <= now }
    }
    return Outcome(requests: requests, delay: delay / Double(jobs.count))
  }
}
