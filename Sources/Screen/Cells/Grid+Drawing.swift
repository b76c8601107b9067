extension Grid {
  /// Writes text from that place on, and returns the columns written.
  ///
  /// It takes at most `width` columns (default: to the right edge); what does not fit is cut at a
  /// character, and a wide one that would be cut in half becomes a blank. Control characters, bidi
  /// marks and the like become visible (`␛`, `�`). What lies outside the grid is not written; a
  /// column below 0 shows the rest of the text.
  @discardableResult
  package mutating func put(
    _ text: String,
    row: Int,
    column: Int,
    width: Int? = nil,
    style: Style
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns else { return 0 }
    let end = width.map { min(size.columns, column + max(0, $0)) } ?? size.columns
    guard end > max(0, column) else { return 0 }
    if column >= 0, let count = printableASCII(in: text, limit: end - column) {
      putASCII(text, count: count, row: row, column: column, style: style)
      return count
    }
    return putGlyphs(of: text, row: row, from: column, to: end, style: style)
  }

  /// Fills a rectangle with blanks of a style.
  package mutating func fill(rows: Range<Int>, columns: Range<Int>, style: Style) {
    let columns = columns.clamped(to: 0..<size.columns)
    let blank = Cell(.blank, style)
    for row in rows.clamped(to: 0..<size.rows) {
      detach(columns, row: row)
      let start = start(ofRow: row)
      for column in columns { set(blank, at: start + column) }
    }
  }

  /// Copies another grid onto this one with its top left corner at that place.
  ///
  /// Its cursor, if it shows one, comes with it.
  package mutating func draw(_ other: Grid, row: Int, column: Int) {
    let columns = (column..<column + other.size.columns).clamped(to: 0..<size.columns)
    let rows = (row..<row + other.size.rows).clamped(to: 0..<size.rows)
    for target in rows {
      detach(columns, row: target)
      let start = start(ofRow: target)
      for place in columns { set(other[target - row, place - column], at: start + place) }
      blankCutHalves(of: other, row: target - row, shift: column, columns: columns, start: start)
    }
    if let cursor = other.cursor { self.cursor = (cursor.row + row, cursor.column + column) }
  }

  /// A wide character of which the edge of this grid shows one half.
  private mutating func blankCutHalves(
    of other: Grid,
    row: Int,
    shift: Int,
    columns: Range<Int>,
    start: Int
  ) {
    guard let first = columns.first, let last = columns.last else { return }
    if cells[start + first].isRightHalf {
      set(Cell(.blank, cells[start + first].style), at: start + first)
    }
    let after = last + 1 - shift
    if after < other.size.columns, other[row, after].isRightHalf {
      set(Cell(.blank, cells[start + last].style), at: start + last)
    }
  }

  /// How many bytes to write as they are; nothing where the text needs a closer look.
  ///
  /// The byte after the last that fits is looked at too: it may begin a mark on that last one.
  private func printableASCII(in text: String, limit: Int) -> Int? {
    var count = 0
    for byte in text.utf8 {
      if count == limit { return byte < 0x80 ? count : nil }
      guard byte >= 0x20, byte < 0x7F else { return nil }
      count += 1
    }
    return count
  }

  private mutating func putASCII(
    _ text: String,
    count: Int,
    row: Int,
    column: Int,
    style: Style
  ) {
    detach(column..<column + count, row: row)
    let bits = style.bits
    var index = start(ofRow: row) + column
    for byte in text.utf8.prefix(count) {
      set(Cell(ascii: byte, styleBits: bits), at: index)
      index += 1
    }
  }

  private mutating func putGlyphs(
    of text: String,
    row: Int,
    from first: Int,
    to end: Int,
    style: Style
  ) -> Int {
    var reader = GlyphReader(text)
    var column = first
    while column < end, let glyph = reader.next() {
      let columns = (column..<column + glyph.columns)
      column += glyph.columns
      put(glyph, over: columns, within: max(0, first)..<end, row: row, style: style)
    }
    return max(0, min(column, end) - max(0, first))
  }

  private mutating func put(
    _ glyph: Glyph,
    over columns: Range<Int>,
    within limits: Range<Int>,
    row: Int,
    style: Style
  ) {
    let seen = columns.clamped(to: limits)
    guard !seen.isEmpty else { return }
    detach(seen, row: row)
    let start = start(ofRow: row)
    set(Cell(seen == columns ? glyph : .blank, style), at: start + seen.lowerBound)
    if seen.count == 2 { set(Cell(.rightHalf, style), at: start + seen.lowerBound + 1) }
  }
}
