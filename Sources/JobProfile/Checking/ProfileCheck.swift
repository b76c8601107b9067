import JobModel
import Yams

/// Collects what is wrong with a profile, each mistake with its line.
struct ProfileCheck {
  let file: String
  private(set) var mistakes: [ProfileMistakes.Mistake] = []

  init(file: String) {
    self.file = file
  }

  /// Notes a mistake.
  mutating func report(_ sentence: String, line: Int) {
    let mistake = ProfileMistakes.Mistake(file: file, line: line, sentence: sentence)
    // A tree that several places share is walked several times.
    if !mistakes.contains(mistake) { mistakes.append(mistake) }
  }

  /// Notes a mistake in the line of a node.
  mutating func report(_ sentence: String, at node: Node) {
    report(sentence, line: node.line)
  }

  /// All mistakes, in the order of the lines.
  var sorted: [ProfileMistakes.Mistake] {
    mistakes.enumerated().sorted { left, right in
      (left.element.line, left.offset) < (right.element.line, right.offset)
    }.map(\.element)
  }

  /// `; did you mean …?`, or else what there is.
  static func hint(for word: String, among words: [String]) -> String {
    if let near = Spelling.nearest(to: word, among: words) { return "; did you mean `\(near)`?" }
    let list = words.map { "`\($0)`" }.joined(separator: ", ")
    return words.isEmpty ? "." : "; there is \(list)."
  }
}

extension Node {
  /// The line where it begins, from 1.
  var line: Int { mark?.line ?? 1 }

  /// The line of one of its keys, compared without case.
  func line(of key: String) -> Int? {
    guard case .mapping(let pairs) = self else { return nil }
    return pairs.first { $0.key.scalar?.string.lowercased() == key.lowercased() }?.key.line
  }

  /// Whether it is a plain word, a text in quotes or a block of text.
  var isScalar: Bool { scalar != nil }

  /// What stands there, in a sentence.
  var words: String {
    switch self {
    case .scalar where isNothing: "nothing"
    case .scalar(let scalar): "`\(scalar.string)`"
    case .sequence: "a list"
    case .mapping: "a map"
    case .alias(let alias): "`*\(alias.anchor.rawValue)`"
    }
  }

  /// Whether nothing or null stands there.
  var isNothing: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}
