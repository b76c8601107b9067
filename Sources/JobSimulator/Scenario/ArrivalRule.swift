import Foundation
import JobModel

/// How jobs come by themselves, as if others used the server too.
package struct ArrivalRule: Hashable, Sendable {
  /// How many come in a minute, on average.
  package var rate: Double
  /// How many come in all; then no more do.
  package var cap: Int

  /// How many come in all where nothing else is said.
  package static let standardCap = 10_000

  /// Makes a rule.
  package init(rate: Double, cap: Int = ArrivalRule.standardCap) {
    self.rate = rate
    self.cap = cap
  }

  /// The time between one job and the next, as between people who know nothing of each other: such
  /// arrivals are a Poisson process, their gaps are distributed exponentially.
  func gap(using generator: inout SeededGenerator) -> Duration {
    .seconds(-log(1 - generator.fraction()) * 60 / rate)
  }
}
