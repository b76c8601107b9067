import Foundation

/// How long the jobs of one server take.
struct Distribution: Sendable {
  let name: String
  /// The most that the delay may be, as a share of that of a fixed interval with as many requests:
  /// K = 8, learned from 20 jobs by polling.
  let goal: Double
  /// Draws one job, in seconds.
  let draw: @Sendable (inout SeededGenerator) -> Double

  static let all: [Distribution] = [
    Distribution(name: "uniform(3, 7)", goal: 0.42) { 3 + 4 * $0.share() },
    Distribution(name: "fixed 10 s", goal: 0.05) { _ in 10 },
    .logNormal(median: 60, goal: 0.78),
    // Seven in ten take about 5 s, three about 60 s.
    Distribution(name: "bimodal 5/60", goal: 0.80) { generator in
      (generator.share() < 0.7 ? 5 : 60) * exp(0.2 * generator.normal())
    },
  ]

  static func logNormal(median: Double, goal: Double = 1) -> Distribution {
    Distribution(name: "lognormal(\(Int(median)), 0.5)", goal: goal) { generator in
      median * exp(0.5 * generator.normal())
    }
  }

  /// That many jobs, the same for everyone who asks with that seed.
  func sample(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in draw(&generator) }
  }
}
