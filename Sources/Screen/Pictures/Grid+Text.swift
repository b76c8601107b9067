extension Grid {
  /// The characters alone: one line per row, blanks at its end left out.
  package var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }

  /// The characters of a row, blanks at its end left out.
  package func text(row: Int) -> String {
    text(row: row, columns: 0..<usedColumns(ofRow: row))
  }

  /// The characters of some columns of a row.
  package func text(row: Int, columns: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for column in columns { self[row, column].forEachScalar { text.append($0) } }
    return String(text)
  }

  private func usedColumns(ofRow row: Int) -> Int {
    var end = size.columns
    while end > 0, self[row, end - 1].isBlank { end -= 1 }
    return end
  }
}
