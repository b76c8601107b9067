import Foundation

/// A job that waits for its turn and then runs, both in seconds.
struct QueuedJob: Sendable {
  let queue: Double
  let run: Double

  var whole: Double { queue + run }

  /// Waits for so many seconds on average, any time as likely to end as any other.
  static let meanQueue = 120.0

  /// That many jobs which run as that distribution has it.
  static func sample(_ count: Int, of distribution: Distribution, seed: UInt64) -> [QueuedJob] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let queue = -meanQueue * log(1 - generator.share())
      return QueuedJob(queue: queue, run: distribution.draw(&generator))
    }
  }
}
