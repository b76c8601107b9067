import Screen

/// Text in lines of some width, broken at blanks where there are any.
enum TextWrap {
  /// A server's text may be megabytes; nobody reads that in a pane.
  static let longest = 4000

  static func lines(of text: String, width: Int) -> [String] {
    let paragraphs = text.prefix(longest).split(whereSeparator: \.isNewline)
    let lines = paragraphs.flatMap { wrapped($0, width: max(1, width)) }
    return lines.isEmpty ? [""] : lines
  }

  private static func wrapped(_ paragraph: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      let candidate = line.isEmpty ? String(word) : line + " " + word
      if TextWidth.columns(of: candidate) <= width {
        line = candidate
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var pieces = cut(word, width: width)
      line = pieces.popLast() ?? ""
      lines += pieces
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A text cut wherever a line is full.
  static func cut(_ word: Substring, width: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word {
      let columns = TextWidth.columns(of: String(character))
      if used + columns > width, used > 0 {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += columns
    }
    return pieces
  }
}
