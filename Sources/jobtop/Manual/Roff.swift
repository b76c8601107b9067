/// Text in the macros of man(7).
struct Roff {
  private(set) var text = ""

  /// Begins the page.
  init(title: String, section: Int, source: String, manual: String) {
    line(".TH \(title) \(section) \"\" \"\(Roff.escaped(source))\" \"\(manual)\"")
  }

  /// Begins a section.
  mutating func section(_ title: String) { line(".SH \"\(Roff.escaped(title))\"") }

  /// Begins a part of one.
  mutating func part(_ title: String) { line(".SS \"\(Roff.escaped(title))\"") }

  /// A paragraph.
  mutating func paragraph(_ words: String) {
    line(".PP")
    line(Roff.escaped(words))
  }

  /// What is typed, in bold, and what it means.
  mutating func item(_ typed: String, _ meaning: String) {
    line(".TP")
    line("\\fB\(Roff.escaped(typed))\\fR")
    line(meaning.isEmpty ? "\\&" : Roff.escaped(meaning))
  }

  /// Lines that stay as they are.
  mutating func example(_ lines: String) {
    line(".PP")
    line(".nf")
    line(".RS 4")
    for row in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      line(row.isEmpty ? "\\&" : Roff.escaped(String(row)))
    }
    line(".RE")
    line(".fi")
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  /// Text in which nothing is a request: hyphens are those of options, quotes are those of text.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "\"": escaped += "\\(dq"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}
