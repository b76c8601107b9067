import Foundation
import JobModel

/// How long jobs take from their creation to their end.
package enum LengthRule: Hashable, Sendable {
  /// Any length of a range with equal odds.
  case range(ClosedRange<Duration>)
  /// Many short ones and a few very long ones: the middle one, and how far they spread.
  case lognormal(median: Duration, sigma: Double)
  /// One of these.
  case either([Duration])
  /// So many seconds as an input says; a job without it takes five.
  case input(String)

  /// Draws the length of one job.
  package func length(
    inputs: [String: JSON],
    using generator: inout SeededGenerator
  ) -> Duration {
    switch self {
    case .range(let range):
      let seconds = range.lowerBound.inSeconds...range.upperBound.inSeconds
      return .seconds(generator.number(in: seconds))
    case .lognormal(let median, let sigma):
      return .seconds(median.inSeconds * exp(sigma * LengthRule.normal(using: &generator)))
    case .either(let lengths):
      return generator.element(of: lengths) ?? .zero
    case .input(let name):
      return LengthRule.seconds(inputs[name]) ?? .seconds(5)
    }
  }

  /// The length that an input asks for; nothing where it is not a number of seconds.
  ///
  /// A negative one is over at once.
  static func seconds(_ value: JSON?) -> Duration? {
    guard let seconds = value?.double, seconds < 1e8 else { return nil }
    return .seconds(max(0, seconds))
  }

  /// A number of the normal distribution (Box and Muller, 1958).
  private static func normal(using generator: inout SeededGenerator) -> Double {
    let radius = (-2 * log(1 - generator.fraction())).squareRoot()
    return radius * cos(2 * .pi * generator.fraction())
  }
}
