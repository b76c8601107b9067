import Screen

/// The line above a filter that is being typed: what is wrong with it, what the word under the
/// cursor may become, or how a filter is written.
struct FilterHint {
  let state: DashboardState
  let input: TextInput

  /// Draws it on that row; a sentence that is longer takes some rows above.
  func draw(on grid: inout Grid, row: Int, width: Int) {
    let lines = lines(width: width - 2)
    let first = row + 1 - lines.count
    grid.fill(rows: first..<row + 1, columns: 0..<width, style: .plain)
    for (offset, line) in lines.enumerated() {
      grid.put(line, row: first + offset, column: 1, width: width - 2)
    }
  }

  private static let mostLines = 3

  private func lines(width: Int) -> [[Span]] {
    if let mistake = Filter.mistake(in: input.text) {
      return TextWrap.lines(of: mistake.sentence, width: width).prefix(FilterHint.mostLines)
        .map { [Span($0, .error)] }
    }
    let candidates = state.completion(of: input).candidates
    guard candidates.isEmpty else { return [FilterHint.fitting(candidates, .notice, width)] }
    return [FilterHint.fitting(FilterHint.examples, .faint, width)]
  }

  private static let examples = [
    "word", "state:failed", "age<10m", "!word", "a or b", "\"with blanks\"", "/regex/",
    "retries>2", "kind:etl*", "server:demo",
  ]

  /// As many words as there is room for, none of them cut.
  private static func fitting(_ words: [String], _ role: Role, _ width: Int) -> [Span] {
    var spans: [Span] = []
    for word in words {
      let next = [Span(spans.isEmpty ? "" : "  "), Span(word, role)]
      guard (spans + next).width <= width else { break }
      spans += next
    }
    return spans
  }
}
