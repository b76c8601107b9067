/// What a text must look like, whatever its case.
enum TextPattern: Sendable {
  /// It occurs somewhere.
  case part(FoldedText)
  /// It is the whole text.
  case whole(FoldedText)
  /// The whole text is like this: `*` stands for any characters, `?` for one.
  case glob(Glob)
  /// The expression is found somewhere.
  case expression(Expression)

  /// The characters that stand for others.
  static let wildcards: Set<Character> = ["*", "?"]

  /// A word as it is typed: with a wildcard in it the whole text must be like it.
  init(_ word: String) {
    let isWild = word.contains { TextPattern.wildcards.contains($0) }
    self = isWild ? .glob(Glob(word)) : .part(FoldedText(word))
  }

  func matches(_ text: String) -> Bool {
    switch self {
    case .part(let part): part.occurs(in: text)
    case .whole(let whole): text.lowercased() == whole.text
    case .glob(let glob): glob.matches(text)
    case .expression(let expression): expression.matches(text)
    }
  }
}

/// Characters among which `*` stands for any number of any, `?` for any one.
struct Glob: Hashable, Sendable {
  private let pattern: [Character]

  init(_ pattern: String) {
    self.pattern = Array(pattern.lowercased())
  }

  /// Goes back to the last `*` only: linear in most texts, the product of both lengths at worst.
  func matches(_ text: String) -> Bool {
    let text = Array(text.lowercased())
    var (place, next) = (0, 0)
    var lastStar: (next: Int, place: Int)?
    while place < text.count {
      if next < pattern.count, pattern[next] == "*" {
        lastStar = (next, place)
        next += 1
      } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[place] {
        place += 1
        next += 1
      } else if let star = lastStar {
        lastStar = (star.next, star.place + 1)
        place = star.place + 1
        next = star.next + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}
