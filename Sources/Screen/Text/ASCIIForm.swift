/// What stands for the characters of ours where a terminal has ASCII only: one letter for one
/// column, so that everything stays where it is.
package enum ASCIIForm {
  /// Text in which everything is printable ASCII, in as many columns as before.
  package static func text(_ text: String) -> String {
    var row = Grid(size: Size(columns: TextWidth.columns(of: text), rows: 1))
    row.put(text, row: 0, column: 0, style: .plain)
    return row.ascii.text(row: 0, columns: 0..<row.size.columns)
  }

  /// Whether a character has a form of its own; of any other each column becomes `?`.
  package static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || forms[scalar.value] != nil
  }

  static let unknown = UInt8(ascii: "?")

  static func form(of scalar: Unicode.Scalar) -> UInt8? { forms[scalar.value] }

  private static let forms: [UInt32: UInt8] = Dictionary(
    uniqueKeysWithValues: pairs.map { ($0.key.value, UInt8(ascii: $0.value)) }
  )

  private static let pairs: KeyValuePairs<Unicode.Scalar, Unicode.Scalar> = [
    // States, chips, marks.
    "◌": "o", "▶": ">", "✔": "+", "✖": "X", "✗": "x", "■": "#", "⊘": "!", "●": "*", "○": "o",
    "▌": "|", "•": "*", "▸": ">", "◂": "<", "▾": "v", "▴": "^", "⚠": "!",
    // Sorting and moving.
    "△": "^", "▽": "v", "←": "<", "→": ">", "↑": "^", "↓": "v", "↵": "<",
    // Bars and rules.
    "━": "=", "─": "-", "│": "|", "┃": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+",
    "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "▁": "_", "▂": ".", "▃": "-", "▄": "~", "▅": "=", "▆": "*", "▇": "%", "█": "#",
    "░": ".", "▒": ":", "▓": "%",
    // Punctuation.
    "…": "~", "·": "-", "–": "-", "—": "-", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'",
    "×": "x", "≥": ">", "≤": "<", "±": "~", "−": "-", "µ": "u", "\u{A0}": " ",
  ]
}

extension Grid {
  /// The same screen for a terminal that has ASCII only, column for column.
  package var ascii: Grid {
    var grid = self
    for row in 0..<size.rows {
      let start = start(ofRow: row)
      for column in 0..<size.columns where cells[start + column].ascii == nil {
        let cell = cells[start + column]
        let letter = cell.only.flatMap { ASCIIForm.form(of: $0) } ?? ASCIIForm.unknown
        grid.set(Cell(ascii: letter, styleBits: cell.style.bits), at: start + column)
      }
    }
    return grid
  }
}

extension Cell {
  /// Its character where it bears no mark; nothing for the right half of a wide one.
  fileprivate var only: Unicode.Scalar? {
    var scalars: [Unicode.Scalar] = []
    forEachScalar { scalars.append($0) }
    return scalars.count == 1 ? scalars[0] : nil
  }
}
