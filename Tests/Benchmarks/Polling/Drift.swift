import Foundation

/// Jobs that were 60 s long become five times as short, or as long.
enum Drift {
  static func print() {
    for median in [12.0, 300] {
      Swift.print(
        "\nlearned from 20 jobs of lognormal(60, 0.5), now \(Int(median)) s; delay by job after the change"
      )
      for isExact in [false, true] { printRow(median, isExact) }
    }
  }

  private static func printRow(_ median: Double, _ isExact: Bool) {
    let later = Distribution.logNormal(median: median)
    var blocks = [Score.Sum](repeating: .init(), count: 5)
    let ends = [1, 3, 6, 12, 30]
    for history in 0..<Lessons.histories * 4 {
      var generator = SeededGenerator(seed: UInt64(4000 + history))
      let first = Distribution.logNormal(median: 60).sample(20, seed: UInt64(5000 + history))
      var waiter = LearnedWaiter.taught(
        by: first,
        exactly: isExact,
        server: .prompt,
        using: &generator
      )
      for (number, job) in later.sample(30, seed: UInt64(6000 + history)).enumerated() {
        let wait = waiter.watch(job, exactly: isExact, server: .prompt, &generator)
        guard let block = ends.firstIndex(where: { number < $0 }) else { continue }
        blocks[block].add(wait, job)
      }
    }
    let cells = zip(blocks, ["1st", "–3rd", "–6th", "–12th", "–30th"]).map { block, title in
      String(
        format: "%@ %.2f s, %.1f requests (fixed: %.2f s)",
        title,
        block.delay / block.count,
        block.requests / block.count,
        block.duration / (block.requests - block.count) / 2
      )
    }
    Swift.print("  \(isExact ? "exact" : "by polling"): \(cells.joined(separator: " · "))")
  }
}

extension Score {
  /// Waits summed up, without the distribution of their delays.
  struct Sum {
    var (delay, requests, duration, count) = (0.0, 0.0, 0.0, 0.0)

    mutating func add(_ wait: Wait, _ job: Double) {
      delay += wait.delay
      requests += Double(wait.sent.count)
      duration += job
      count += 1
    }
  }
}
