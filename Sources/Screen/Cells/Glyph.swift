// Plain integers instead of strings: a grid is compared and copied thirty times a second, and an
// array of strings pays a reference count for every cell of every copy.

/// A character as a cell holds it: one base and at most four marks upon it, packed to 21 bits each.
struct Glyph: Hashable, Sendable {
  /// More marks than these are dropped; with its base it is what ncurses keeps in a cell.
  static let markLimit = 4
  static let blank = Glyph(" ", columns: 1)
  /// Stands for what must not or cannot be shown.
  static let replacement = Glyph("\u{FFFD}", columns: 1)
  /// What the right half of a wide character holds.
  static let rightHalf = Glyph(low: 0, high: 0, columns: 0)

  /// The base and the first two marks.
  private(set) var low: UInt64
  /// The third and the fourth mark, in the lower 42 bits.
  private(set) var high: UInt64
  /// 1, or 2 for a wide character.
  let columns: Int

  init(_ base: Unicode.Scalar, columns: Int) {
    self.init(low: UInt64(base.value), high: 0, columns: columns)
  }

  init(low: UInt64, high: UInt64, columns: Int) {
    self.low = low
    self.high = high
    self.columns = columns
  }

  /// Puts a mark on the character; false when it carries all that it may.
  mutating func add(_ mark: Unicode.Scalar) -> Bool {
    let value = UInt64(mark.value)
    if low >> 21 == 0 {
      low |= value << 21
    } else if low >> 42 == 0 {
      low |= value << 42
    } else if high & Self.mask == 0 {
      high |= value
    } else if high >> 21 == 0 {
      high |= value << 21
    } else {
      return false
    }
    return true
  }

  static let mask: UInt64 = 0x1F_FFFF
}
