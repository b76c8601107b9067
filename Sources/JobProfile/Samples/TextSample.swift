/// A text with holes, as in `Task {id} deleted`.
struct TextSample: Hashable, Sendable {
  let pieces: [Piece]

  /// One stretch of the text.
  enum Piece: Hashable, Sendable {
    case literal(String)
    case hole(Hole)
    /// `{*}`: written as nothing, read as anything.
    case anything
  }

  init(pieces: [Piece]) {
    self.pieces = pieces
  }

  /// A text that stands for itself.
  init(literal: String) {
    pieces = literal.isEmpty ? [] : [.literal(literal)]
  }

  /// A text in which `*` stands for anything.
  init(pattern: String) {
    var pieces: [Piece] = []
    for (index, part) in pattern.split(separator: "*", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { pieces.append(.anything) }
      if !part.isEmpty { pieces.append(.literal(String(part))) }
    }
    self.pieces = pieces
  }

  /// The holes, in their order.
  var holes: [Hole] {
    pieces.compactMap { piece in
      guard case .hole(let hole) = piece else { return nil }
      return hole
    }
  }

  /// The text, where nothing in it varies.
  var constant: String? {
    switch pieces.count {
    case 0: return ""
    case 1:
      guard case .literal(let text) = pieces[0] else { return nil }
      return text
    default: return nil
    }
  }
}
