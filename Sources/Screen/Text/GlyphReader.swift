/// Reads text as the characters that a grid can hold, so that every one takes the columns it says.
///
/// ```
///  "e" + U+0301              é     one cell with a mark
///  U+001B "[2J"              ␛[2J  nothing that a terminal could obey
///  U+202E "txt"              �txt  nor what turns text around
///  👩 U+200D 💻               👩    joined emoji: terminals disagree on their width, so the first
///  🇫🇷                        FR    flags: likewise
///  "a" + 10,000 marks        á�    four marks; a flood ends the text, so that it costs nothing
/// ```
struct GlyphReader: IteratorProtocol {
  /// Scalars that may vanish into one character before the rest of the text is given up.
  private static let floodLimit = 64

  private var scalars: String.UnicodeScalarView.Iterator
  private var pending: Unicode.Scalar?
  private var dropped = 0

  init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    pending = scalars.next()
  }

  mutating func next() -> Glyph? {
    guard let scalar = pending else { return nil }
    if dropped > Self.floodLimit {
      pending = nil
      return .replacement
    }
    pending = scalars.next()
    var glyph = Self.glyph(startingWith: scalar)
    if let follower = pending, !follower.isASCII { absorb(into: &glyph, after: scalar) }
    return glyph
  }

  /// The character that a scalar is, or what is shown in its stead.
  private static func glyph(startingWith scalar: Unicode.Scalar) -> Glyph {
    switch ScalarKind(scalar) {
    case .narrow: Glyph(scalar, columns: 1)
    case .wide, .skin: Glyph(scalar, columns: 2)
    case .region: Glyph(letter(ofRegion: scalar), columns: 1)
    case .mark: onDottedCircle(scalar)
    case .hidden, .joiner, .variation: Glyph(substitute(for: scalar), columns: 1)
    }
  }

  /// Takes what has no columns of its own and belongs to the character just begun.
  private mutating func absorb(into glyph: inout Glyph, after base: Unicode.Scalar) {
    dropped = 0
    var isJoined = false
    while let scalar = pending, dropped <= Self.floodLimit {
      switch ScalarKind(scalar) {
      case .mark:
        if !glyph.add(scalar) { dropped += 1 }
      case .variation where base.canVary, .skin where base.properties.isEmojiModifierBase:
        dropped += 1
      case .joiner where base.canJoin:
        isJoined = base.isPicture
        dropped += 1
        pending = scalars.next()
        continue
      case .narrow where isJoined && scalar.isPicture, .wide where isJoined && scalar.isPicture,
        .skin where isJoined:
        dropped += 1
      case .narrow, .wide, .skin, .hidden, .joiner, .variation, .region:
        return
      }
      pending = scalars.next()
      isJoined = false
    }
  }

  /// The pictures of the control characters, or the general mark of what cannot be shown.
  static func substitute(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(UInt8(scalar.value)).picture
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }

  private static func letter(ofRegion scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0x1F1E6) + UInt8(ascii: "A"))
  }

  /// Unicode's own way to show a mark that stands upon nothing.
  private static func onDottedCircle(_ mark: Unicode.Scalar) -> Glyph {
    var glyph = Glyph("\u{25CC}", columns: 1)
    _ = glyph.add(mark)
    return glyph
  }
}

extension Unicode.Scalar {
  /// U+2400 for U+0000, and so on.
  fileprivate var picture: Unicode.Scalar { Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}" }

  /// An emoji; the digits, which can be part of one, are not meant.
  fileprivate var isPicture: Bool { value > 0xA8 && properties.isEmoji }

  /// Joiners are part of how Persian and the scripts of India are written; in other text, as after
  /// an ASCII letter, they only hide.
  fileprivate var canJoin: Bool { isPicture || (value >= 0x590 && properties.isAlphabetic) }

  /// Variation selectors follow emoji, symbols and ideographs, and the digits of keycaps.
  fileprivate var canVary: Bool { value > 0xA8 || properties.isEmoji }
}
