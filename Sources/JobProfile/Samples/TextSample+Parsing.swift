extension TextSample {
  /// Cuts a text at its holes; braces around anything else are text.
  ///
  /// `problem` is told of each hole that is none, which is then left out.
  init(parsing text: String, problem: (Hole.Problem) -> Void) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let character = rest.first {
      if let inner = TextSample.inner(of: rest) {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        if let piece = TextSample.piece(inner, problem) { pieces.append(piece) }
        rest = rest.dropFirst(inner.count + 2)
      } else {
        literal.append(character)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
  }

  /// What stands between the braces at the start of a text, where it could be meant as a hole.
  private static func inner(of text: Substring) -> String? {
    guard text.first == "{", let end = text.firstIndex(of: "}") else { return nil }
    let inner = text[text.index(after: text.startIndex)..<end]
    let isName = inner.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "*"):
        true
      default: false
      }
    }
    return isName && !inner.isEmpty ? String(inner) : nil
  }

  private static func piece(_ inner: String, _ problem: (Hole.Problem) -> Void) -> Piece? {
    if inner == "*" { return .anything }
    do {
      return .hole(try Hole(parsing: inner))
    } catch {
      problem(error)
      return nil
    }
  }
}
