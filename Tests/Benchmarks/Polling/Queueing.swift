import Foundation

/// Jobs that wait for their turn, for times that nobody knows: asked about by how long others took in
/// all, and by how long they ran.
enum Queueing {
  static func print() {
    let mean = Int(QueuedJob.meanQueue)
    Swift.print("\nwaiting about \(mean) s (exponential) before running, K = 8, learned by polling")
    Swift.print("  × fixed: to the delay of a fixed interval with as many requests")
    for distribution in Distribution.all {
      for count in [5, 20, 100] {
        for heedsRunning in [false, true] { printRow(distribution, count, heedsRunning) }
      }
    }
  }

  private static func printRow(_ distribution: Distribution, _ count: Int, _ heedsRunning: Bool) {
    let jobs = QueuedJob.sample(500, of: distribution, seed: 1)
    var (delay, requests) = (0.0, 0.0)
    for history in 0..<Lessons.histories {
      var generator = SeededGenerator(seed: UInt64(1000 + history))
      var waiter = QueuedWaiter(heedsRunning: heedsRunning)
      for job in QueuedJob.sample(count, of: distribution, seed: UInt64(2000 + history)) {
        _ = waiter.watch(job, learning: true, &generator)
      }
      for job in jobs {
        let outcome = waiter.watch(job, learning: false, &generator)
        delay += outcome.delay
        requests += Double(outcome.requests)
      }
    }
    let waits = Double(jobs.count * Lessons.histories)
    let each = requests / waits
    // A fixed interval of random phase makes T / Δ + ½ requests and tells of an end Δ / 2 late.
    let fixed = jobs.reduce(0) { $0 + $1.whole } / Double(jobs.count) / (each - 0.5) / 2
    let name = distribution.name.padding(toLength: 18, withPad: " ", startingAt: 0)
    let way = heedsRunning ? "time of running" : "whole time     "
    let line = String(
      format: "%3d jobs, by the %@  %5.2f requests  %6.2f s  × fixed %.3f",
      count,
      way,
      each,
      delay / waits,
      delay / waits / fixed
    )
    Swift.print("  \(name)\(line)")
  }
}
