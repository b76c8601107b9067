import Screen

/// The line above a filter that is being typed: what is wrong with it, what the word under the
/// cursor may become, or how a filter is written.
struct FilterHint {
  let state: DashboardState
  let input: TextInput

  func draw(on grid: inout Grid, row: Int, width: Int) {
    grid.fill(rows: row..<row + 1, columns: 0..<width, style: .plain)
    grid.put(spans(width: width - 2), row: row, column: 1, width: width - 2)
  }

  private func spans(width: Int) -> [Span] {
    if let mistake = Filter.mistake(in: input.text) {
      return [Span(TextWidth.truncated(mistake.sentence, to: width), .error)]
    }
    let candidates = state.completion(of: input).candidates
    guard candidates.isEmpty else { return FilterHint.fitting(candidates, .notice, width) }
    return FilterHint.fitting(FilterHint.examples, .faint, width)
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
