/// As what rows or screen are written to a file.
package enum ExportFormat: CaseIterable, Hashable, Sendable {
  case csv, json, markdown, text, ansi, svg

  /// What it is, for the one who chooses.
  var about: String {
    switch self {
    case .csv: "CSV        the rows, every field"
    case .json: "JSON       the rows, every field"
    case .markdown: "Markdown   the rows, as a table"
    case .text: "Text       the screen, letters only"
    case .ansi: "ANSI       the screen, with colours for a terminal"
    case .svg: "SVG        the screen, as a picture"
    }
  }

  /// What the file's name ends in.
  var suffix: String {
    switch self {
    case .csv: ".csv"
    case .json: ".json"
    case .markdown: ".md"
    case .text: ".txt"
    case .ansi: ".ans"
    case .svg: ".svg"
    }
  }
}
