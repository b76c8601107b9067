/// Random numbers that depend on nothing but a seed, a job, its run and what they are drawn for.
///
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Each
/// purpose has its own sequence, so that a new draw for one does not shift what another draws.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What numbers are drawn for; the values are part of what a seed means and stay as they are.
  package enum Purpose: UInt64, Sendable {
    case id = 1
    case length, fate, attempts, pending, title, kind, age, reason, answer, fault, push, life,
      arrival
  }

  private var state: UInt64

  /// Starts the sequence of one purpose of one run of one job.
  package init(seed: UInt64, ordinal: Int, run: Int = 1, purpose: Purpose) {
    state = seed
    for part in [UInt64(truncatingIfNeeded: ordinal), UInt64(run), purpose.rawValue] {
      state = SeededGenerator.mixed(state &+ part &* 0xD1B5_4A32_D192_ED03)
    }
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SeededGenerator.mixed(state)
  }

  /// A number from 0 up to, but not reaching, 1.
  package mutating func fraction() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number of a range with equal odds.
  package mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * fraction()
  }

  /// One of the elements with equal odds; nothing where there is none.
  package mutating func element<Value>(of values: [Value]) -> Value? {
    values.isEmpty ? nil : values[Int(fraction() * Double(values.count))]
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
