/// What a Unicode scalar does to the columns of a line.
///
/// The rules are those of `wcwidth` in glibc, which ncurses obeys: East Asian wide and fullwidth
/// take two columns (UAX #11), ambiguous ones take one.
enum ScalarKind {
  /// One column, two columns.
  case narrow, wide
  /// Stands upon the character before it.
  case mark
  /// Must not reach a terminal as it is.
  case hidden
  /// Joins two characters to one: U+200C, U+200D.
  case joiner
  /// Chooses between pictures of the character before it, or names its region: no column of its own.
  case variation
  /// A skin colour: part of the emoji before it, or an emoji itself.
  case skin
  /// Half of a flag.
  case region

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2500..<0x25FD: self = .narrow
    case 0..<0x20, 0x7F..<0xA0, 0xAD: self = .hidden
    case 0x200C, 0x200D: self = .joiner
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0xE0020...0xE007F: self = .variation
    case 0x1F3FB...0x1F3FF: self = .skin
    case 0x1F1E6...0x1F1FF: self = .region
    // The vowels and finals of Hangul written in parts stand in the syllable's first cells.
    case 0x1161...0x11FF, 0xD7B0...0xD7FB: self = .mark
    default: self = Self.lookedUp(scalar)
    }
  }

  private static func lookedUp(_ scalar: Unicode.Scalar) -> Self {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return .hidden }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return .hidden
    default:
      return properties.isEmojiPresentation || WideRanges.contains(scalar.value) ? .wide : .narrow
    }
  }
}
