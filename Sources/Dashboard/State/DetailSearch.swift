import Screen

/// A text that is looked for in the details, and where it stands.
struct DetailSearch: Hashable, Sendable {
  var text: String
  private(set) var matches: [LineMatch] = []
  /// The place of the match that one is at.
  private(set) var current = 0

  init(_ text: String) {
    self.text = text
  }

  /// The match that one is at.
  var match: LineMatch? { matches.indices.contains(current) ? matches[current] : nil }

  /// As in `3 of 12`.
  var position: String {
    guard !matches.isEmpty else { return "not found" }
    return "\(ShortText.total(current + 1)) of \(ShortText.total(matches.count))"
  }

  /// Looks again: the lines have changed.
  mutating func find(in lines: [[Span]]) {
    matches = LineMatch.all(of: text, in: lines)
    current = max(0, min(current, matches.count - 1))
  }

  /// Goes to the first match from a line on, else to the very first.
  mutating func begin(at line: Int) {
    current = matches.firstIndex { $0.line >= line } ?? 0
  }

  /// Goes to another match, at the end on to the other end.
  mutating func step(by step: Int) {
    guard !matches.isEmpty else { return }
    current = (current + step + matches.count) % matches.count
  }

  /// Matches on one line, and how each looks.
  func looks(ofLine line: Int) -> [(range: Range<Int>, role: Role)] {
    matches.indices.filter { matches[$0].line == line }.map {
      (matches[$0].range, $0 == current ? .match : .attention)
    }
  }
}
