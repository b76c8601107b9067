/// One cell: a character with what combines with it, or the right half of a wide one.
package struct Cell: Hashable, Sendable {
  static let blank = Cell(.blank, .plain)

  /// The base and the first two marks, as in `Glyph`.
  private let low: UInt64
  /// Two more marks, and above them the style.
  private let high: UInt64

  /// A cell with the first character of a text, made visible as `Grid.put` does.
  ///
  /// Of no text at all becomes the right half of a wide character.
  package init(_ text: String = " ", _ style: Style = .plain) {
    var reader = GlyphReader(text)
    self.init(reader.next() ?? .rightHalf, style)
  }

  init(_ glyph: Glyph, _ style: Style) {
    low = glyph.low
    high = glyph.high | UInt64(style.bits) << 48
  }

  /// A printable ASCII character, of which nothing needs to be looked up.
  init(ascii byte: UInt8, styleBits: UInt16) {
    low = UInt64(byte)
    high = UInt64(styleBits) << 48
  }

  /// Empty for the right half of a wide character.
  package var text: String {
    var text = String.UnicodeScalarView()
    forEachScalar { text.append($0) }
    return String(text)
  }

  /// What the text is for.
  package var style: Style { Style(bits: UInt16(truncatingIfNeeded: high >> 48)) }

  /// Whether this is the right half of the wide character in the cell before.
  package var isRightHalf: Bool { low == 0 }

  /// Whether nothing is to be seen here but a background.
  package var isBlank: Bool { low == 0x20 }

  /// The character's base where it is ASCII and bears no mark; nothing otherwise.
  package var ascii: UInt8? { low > 0 && low < 0x80 ? UInt8(low) : nil }

  /// Calls with the base, then with each mark; not at all on a right half.
  package func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    var marks = low
    while marks != 0 {
      if let scalar = Unicode.Scalar(UInt32(marks & Glyph.mask)) { body(scalar) }
      marks >>= 21
    }
    marks = high & 0x3FF_FFFF_FFFF
    while marks != 0 {
      if let scalar = Unicode.Scalar(UInt32(marks & Glyph.mask)) { body(scalar) }
      marks >>= 21
    }
  }

  func hasStyle(of other: Cell) -> Bool {
    high >> 48 == other.high >> 48
  }
}
