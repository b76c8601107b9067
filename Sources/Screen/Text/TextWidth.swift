/// How many columns text takes, and how it is cut.
package enum TextWidth {
  /// Columns of text after control characters were made visible.
  package static func columns(of text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    var reader = GlyphReader(text)
    var columns = 0
    while let glyph = reader.next() { columns += glyph.columns }
    return columns
  }

  /// Text that fits; cut at a character and ended with `…` where it does not.
  ///
  /// What is returned is visible text, one column narrower than asked where a wide character had to
  /// go.
  package static func truncated(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    let isShort = text.utf8.count <= columns
    if isShort && isPlain(text) { return text }
    return cut(text, to: columns).text
  }

  /// As `truncated`, for what is read word by word: cut behind a word where that leaves most of it.
  package static func abridged(_ prose: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    let isShort = prose.utf8.count <= columns
    if isShort && isPlain(prose) { return prose }
    return cut(prose, to: columns, behindWords: true).text
  }

  /// As `truncated`, then filled with blanks to exactly that width.
  package static func padded(_ text: String, to columns: Int, alignRight: Bool = false) -> String {
    guard columns > 0 else { return "" }
    let (text, used) = cut(text, to: columns)
    let blanks = String(repeating: " ", count: columns - used)
    return alignRight ? blanks + text : text + blanks
  }

  /// Text with control characters, bidi controls and zero-width characters made visible.
  package static func visible(_ text: String) -> String {
    if isPlain(text) { return text }
    var reader = GlyphReader(text)
    var visible = String.UnicodeScalarView()
    while let glyph = reader.next() { visible.append(glyph) }
    return String(visible)
  }

  /// Text for a file: only what a terminal could obey, or nobody could see, is replaced.
  package static func harmless(_ text: String) -> String {
    if isPlain(text) { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      kept.append(ScalarKind(scalar) == .hidden ? GlyphReader.substitute(for: scalar) : scalar)
    }
    return String(kept)
  }

  /// Whether all of it is printable ASCII, as most text is.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Reads no further than what fits, however long the text is.
  private static func cut(
    _ text: String,
    to limit: Int,
    behindWords: Bool = false
  ) -> (text: String, columns: Int) {
    var reader = GlyphReader(text)
    var kept = String.UnicodeScalarView()
    var columns = 0
    var end = (index: kept.endIndex, columns: 0)
    var word = end
    var isInWord = false
    while let glyph = reader.next() {
      if isInWord, glyph == .blank, columns < limit { word = end }
      guard columns + glyph.columns <= limit else {
        if behindWords, leavesMost(word.columns, of: limit) { end = word }
        kept.removeSubrange(end.index...)
        kept.append("…")
        return (String(kept), end.columns + 1)
      }
      kept.append(glyph)
      columns += glyph.columns
      isInWord = glyph != .blank
      if columns < limit { end = (kept.endIndex, columns) }
    }
    return (String(kept), columns)
  }

  /// Whether so much is left that nobody misses the half of a word.
  private static func leavesMost(_ columns: Int, of limit: Int) -> Bool {
    columns * 3 >= limit
  }
}

extension String.UnicodeScalarView {
  fileprivate mutating func append(_ glyph: Glyph) {
    Cell(glyph, .plain).forEachScalar { append($0) }
  }
}
