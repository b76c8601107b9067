import JobModel

/// Where a row belongs: a number decides, its text where numbers are equal, then the newest first.
///
/// A key is a copy of what it was made from, so that an order stays sound while rows change and
/// their places are held.
struct SortKey: Comparable, Sendable {
  private let number: Int64
  private let text: String
  private let created: Int64
  private let arrival: Int32
  private let isTextReversed: Bool

  init(_ value: ColumnKey?, isDescending: Bool, created: Timestamp, arrival: Int32) {
    switch value {
    case nil:
      // Rows without a value stand last in both directions.
      number = .max
      text = ""
    case .number(let value):
      number = isDescending ? ~value : value
      text = ""
    case .text(let value):
      let folded = value.lowercased()
      let prefix = SortKey.prefix(of: folded)
      number = isDescending ? ~prefix : prefix
      text = folded
    }
    self.created = created.nanoseconds
    self.arrival = arrival
    isTextReversed = isDescending
  }

  static func < (left: SortKey, right: SortKey) -> Bool {
    if left.number != right.number { return left.number < right.number }
    if left.text != right.text { return (left.text < right.text) != left.isTextReversed }
    if left.created != right.created { return left.created > right.created }
    return left.arrival > right.arrival
  }

  /// The first eight bytes as a number that sorts as they do.
  private static func prefix(of text: String) -> Int64 {
    var value: UInt64 = 0
    var count = 0
    for byte in text.utf8.prefix(8) {
      value = value << 8 | UInt64(byte)
      count += 1
    }
    value <<= UInt64(8 * (8 - count))
    // Halved to leave `.max` to rows without a value; the text itself decides what that blurs.
    return Int64(value >> 1)
  }
}
