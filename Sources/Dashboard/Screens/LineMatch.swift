import Screen

/// Where a text stands in a pane's lines, whatever its case.
struct LineMatch: Hashable, Sendable {
  /// The line, from 0.
  let line: Int
  /// Characters of the line.
  let range: Range<Int>

  /// All places, from top to bottom; at most `most` of them.
  static func all(of text: String, in lines: [[Span]]) -> [LineMatch] {
    let needle = text.lowercased().map { $0 }
    guard !needle.isEmpty else { return [] }
    let folded = FoldedText(text)
    var matches: [LineMatch] = []
    for (number, line) in lines.enumerated() where matches.count < most {
      let whole = line.count == 1 ? line[0].text : line.map(\.text).joined()
      guard folded.occurs(in: whole) else { continue }
      matches += ranges(of: needle, in: whole).map { LineMatch(line: number, range: $0) }
    }
    return matches
  }

  private static let most = 9_999

  private static func ranges(of needle: [Character], in text: String) -> [Range<Int>] {
    // A character whose small form is several counts as its first one.
    let characters = text.map { $0.lowercased().first ?? $0 }
    var ranges: [Range<Int>] = []
    var start = 0
    while start + needle.count <= characters.count {
      if characters[start..<start + needle.count].elementsEqual(needle) {
        ranges.append(start..<start + needle.count)
        start += needle.count
      } else {
        start += 1
      }
    }
    return ranges
  }
}

extension [Span] {
  /// The same line, cut where roles change, with matches in roles of their own.
  func highlighted(_ matches: [(range: Range<Int>, role: Role)]) -> [Span] {
    guard !matches.isEmpty else { return self }
    var result: [Span] = []
    var place = 0
    for span in self {
      for character in span.text {
        let role = matches.first { $0.range.contains(place) }?.role ?? span.role
        if result.last?.role == role {
          result[result.count - 1].text.append(character)
        } else {
          result.append(Span(String(character), role))
        }
        place += 1
      }
    }
    return result
  }
}
