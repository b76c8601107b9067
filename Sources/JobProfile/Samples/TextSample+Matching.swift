extension TextSample {
  /// What stood in one hole.
  struct Capture: Hashable {
    let hole: Hole
    let text: String
  }

  /// Whether the text could have been written by this sample.
  func matches(_ text: String) -> Bool { captures(in: text) != nil }

  /// What stood in the holes; nothing where the literal text is not there.
  ///
  /// ```
  /// Task {id} deleted.      each hole takes the shortest piece before the next literal;
  /// ^^^^^      ^^^^^^^^^    the first literal begins the text, the last one ends it
  /// ```
  func captures(in text: String) -> [Capture]? {
    var rest = text.utf8[...]
    var open: Piece?
    var captures: [Capture] = []
    for (index, piece) in pieces.enumerated() {
      guard case .literal(let literal) = piece else {
        TextSample.close(&open, with: rest.prefix(0), into: &captures)
        open = piece
        continue
      }
      let isLast = index == pieces.count - 1
      guard let range = TextSample.range(of: literal, in: rest, isOpen: open != nil, isLast: isLast)
      else { return nil }
      TextSample.close(&open, with: rest[..<range.lowerBound], into: &captures)
      rest = rest[range.upperBound...]
    }
    if open == nil, !rest.isEmpty { return nil }
    TextSample.close(&open, with: rest, into: &captures)
    return captures
  }

  private static func close(
    _ open: inout Piece?,
    with text: Substring.UTF8View,
    into captures: inout [Capture]
  ) {
    if case .hole(let hole) = open {
      captures.append(Capture(hole: hole, text: String(Substring(text))))
    }
    open = nil
  }

  private static func range(
    of literal: String,
    in text: Substring.UTF8View,
    isOpen: Bool,
    isLast: Bool
  ) -> Range<Substring.UTF8View.Index>? {
    let count = literal.utf8.count
    guard text.count >= count else { return nil }
    var start = text.startIndex
    if isOpen, isLast { start = text.index(text.endIndex, offsetBy: -count) }
    while true {
      guard let end = text.index(start, offsetBy: count, limitedBy: text.endIndex) else {
        return nil
      }
      if text[start..<end].elementsEqual(literal.utf8) { return start..<end }
      guard isOpen, !isLast, start < text.endIndex else { return nil }
      start = text.index(after: start)
    }
  }
}
