/// What a person would read of a text or an HTML page.
enum PlainText {
  /// An error page says what matters in its first line or two.
  private static let longest = 300

  /// The text without tags, styles and scripts, its blanks folded; nothing where none is left.
  static func read(_ page: String) -> String? {
    var text = ""
    var rest = page.prefix(20_000)[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      text += " "
      rest = afterTag(rest[open...])
    }
    text += rest
    let folded = entities(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !folded.isEmpty else { return nil }
    return folded.count > longest ? folded.prefix(longest - 1) + "…" : folded
  }

  private static func afterTag(_ text: Substring) -> Substring {
    guard let close = text.firstIndex(of: ">") else { return "" }
    let name = text.dropFirst().prefix { $0.isLetter }.lowercased()
    let rest = text[text.index(after: close)...]
    guard name == "style" || name == "script" else { return rest }
    guard let end = rest.firstRange(of: "</\(name)") else { return "" }
    return rest[end.lowerBound...]
  }

  private static func entities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let known = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "),
      ("&amp;", "&"),
    ]
    return known.reduce(text) { text, entity in
      text.replacing(entity.0, with: entity.1)
    }
  }

  /// A text that can stand inside an HTML page.
  static func escaped(_ text: String) -> String {
    var output = ""
    for character in text {
      switch character {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.append(character)
      }
    }
    return output
  }
}
