import ArgumentParser

/// How options read numbers: of one that cannot be, the range is told and an example.
enum NumberOption {
  /// A whole number within a range.
  static func whole<Number: FixedWidthInteger & Sendable>(
    _ name: String,
    _ range: ClosedRange<Number>,
    as example: Number
  ) -> @Sendable (String) throws -> Number {
    { text in
      guard let number = Number(text), range.contains(number) else {
        let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
        throw ValidationError(
          "\(name) is a whole number from \(range.lowerBound)\(end), as in \(example)."
        )
      }
      return number
    }
  }

  /// Any number from one on, or above 0, up to another.
  static func any(
    _ name: String,
    from least: Double? = nil,
    upTo most: Double,
    as example: String
  ) -> @Sendable (String) throws -> Double {
    { text in
      guard let number = Double(text), number > 0, number >= least ?? 0, number <= most else {
        let begin = least.map { "from \($0) to" } ?? "above 0 and up to"
        throw ValidationError("\(name) is a number \(begin) \(Int(most)), as in \(example).")
      }
      return number
    }
  }
}
