import Foundation

/// Waits by a rule that looks at nothing but how often it has asked.
struct ClockWaiter: Waiter, Sendable {
  let asksAtOnce: Bool
  let obeysHints: Bool
  private let pause: @Sendable (Int, inout SeededGenerator) -> Double

  private init(
    asksAtOnce: Bool,
    obeysHints: Bool = true,
    pause: @escaping @Sendable (Int, inout SeededGenerator) -> Double
  ) {
    self.asksAtOnce = asksAtOnce
    self.obeysHints = obeysHints
    self.pause = pause
  }

  /// They ask again when they would have asked anyway.
  func pause(afterFailures failures: Int, using generator: inout SeededGenerator) -> Double? { nil }

  func pause(
    after polls: Int,
    asked: Double,
    now: Double,
    progress: Double?,
    using generator: inout SeededGenerator
  ) -> Double {
    pause(polls, &generator)
  }

  /// Always the same, after a first pause of any length up to it: no resonance with the jobs.
  static func fixed(_ interval: Double) -> ClockWaiter {
    ClockWaiter(asksAtOnce: false) { polls, generator in
      polls == 0 ? interval * generator.share() : interval
    }
  }

  /// AWS waiters: random from 2 s to what doubles from 2 s up to 120 s.
  static let smithy = ClockWaiter(asksAtOnce: true) { polls, generator in
    .random(in: 2...max(2, min(120, 2 * pow(2, Double(polls - 1)))), using: &generator)
  }

  /// Google's long-running operations in Go: full jitter, 1 s ×2 up to 60 s.
  static let gax = fullJitter(base: 1, cap: 60, asksAtOnce: true, from: 1)

  /// 6 s ± 1.5 s.
  static let runway = ClockWaiter(asksAtOnce: true) { _, generator in
    .random(in: 4.5...7.5, using: &generator)
  }

  /// 1 s, unless the server says otherwise.
  static let openAI = ClockWaiter(asksAtOnce: true) { _, _ in 1 }

  /// What the READMEs of the first clients promise: full jitter, 100 ms ×2 up to 10 s.
  static let seeds = fullJitter(base: 0.1, cap: 10, asksAtOnce: false, from: 0, obeysHints: false)

  /// What the Go client does: b + U[0, b/2) with b = 100 ms ×2 up to 10 s.
  static let goClient = ClockWaiter(asksAtOnce: true, obeysHints: false) { polls, generator in
    let base = min(10, 0.1 * pow(2, Double(polls - 1)))
    return base * (1 + generator.share() / 2)
  }

  /// Random from nothing to what doubles.
  static func fullJitter(
    base: Double,
    cap: Double,
    asksAtOnce: Bool,
    from first: Int,
    obeysHints: Bool = true
  ) -> ClockWaiter {
    ClockWaiter(asksAtOnce: asksAtOnce, obeysHints: obeysHints) { polls, generator in
      generator.share() * min(cap, base * pow(2, Double(polls - first)))
    }
  }

  /// Our own where nothing is known: ×1.5 from `base`, ± 20 %, up to 60 s.
  static func growing(base: Double) -> ClockWaiter {
    ClockWaiter(asksAtOnce: false) { polls, generator in
      min(60, base * pow(1.5, Double(polls))) * .random(in: 0.8...1.2, using: &generator)
    }
  }
}
