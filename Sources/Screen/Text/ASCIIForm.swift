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
    "✓": "+", "↻": "@", "‹": "<", "›": ">",
    // Sorting and moving.
    "△": "^", "▽": "v", "←": "<", "→": ">", "↑": "^", "↓": "v", "↵": "<",
    // Bars and rules.
    "━": "=", "╾": "-", "─": "-", "│": "|", "┃": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+",
    "├": "+",
    "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "▁": "_", "▂": ".", "▃": "-", "▄": "~", "▅": "=", "▆": "*", "▇": "%", "█": "#",
    "░": ".", "▒": ":", "▓": "%",
    // Punctuation.
    "…": "~", "·": "-", "–": "-", "—": "-", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'",
    "×": "x", "≥": ">", "≤": "<", "±": "~", "−": "-", "µ": "u", "\u{A0}": " ",
  ]
}
