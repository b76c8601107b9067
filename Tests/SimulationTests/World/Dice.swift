import TestSupport

/// The one source of chance of a run: whoever has its seed has the run.
struct Dice: RandomNumberGenerator, Sendable {
  private var generator: SplitMix

  init(seed: UInt64) {
    generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15)
  }

  mutating func next() -> UInt64 { generator.next() }

  /// Whether something of that probability happens.
  mutating func falls(_ probability: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < probability
  }

  /// A whole number of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// A time of a range of seconds.
  mutating func seconds(_ range: ClosedRange<Double>) -> Duration {
    let share = Double(next() >> 11) * 0x1p-53
    let seconds = range.lowerBound + (range.upperBound - range.lowerBound) * share
    return .nanoseconds(Int64(seconds * 1e9))
  }

  /// One of the elements; nothing where there is none.
  mutating func pick<Values: RandomAccessCollection>(_ values: Values) -> Values.Element? {
    guard !values.isEmpty else { return nil }
    return values[values.index(values.startIndex, offsetBy: number(0...values.count - 1))]
  }
}
