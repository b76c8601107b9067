import JobModel
import JobProfile
import Yams

/// Walks the nodes of a scenario file and notes each mistake with its line.
struct ScenarioReader {
  private let file: String
  private(set) var mistakes: [ScenarioMistakes.Mistake] = []

  init(file: String) {
    self.file = file
  }

  /// The document of a text; nothing, and a mistake, where there is none.
  mutating func root(of yaml: String, _ absence: String) -> Node? {
    do {
      if let root = try Node.tree(of: yaml) { return root }
      note(absence, line: 1)
    } catch {
      note(ScenarioReader.sentence(error), line: ScenarioReader.line(error, in: yaml))
    }
    return nil
  }

  mutating func note(_ sentence: String, at node: Node?) {
    note(sentence, line: node?.mark?.line ?? 1)
  }

  mutating func note(_ sentence: String, line: Int) {
    mistakes.append(.init(file: file, line: line, sentence: sentence))
  }

  /// The members of a mapping; a name that is not known, or comes twice, is a mistake.
  mutating func members(of node: Node, of subject: String, known: [String]) -> [String: Node] {
    guard case .mapping(let mapping) = node else {
      note("\(subject) is a mapping of \(known.joined(separator: ", ")).", at: node)
      return [:]
    }
    var members: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      if !known.contains(name) {
        note(
          "`\(name)` is not a key of \(subject); those are \(known.joined(separator: ", ")).",
          at: key
        )
      } else if members.updateValue(value, forKey: name) != nil {
        note("`\(name)` is there twice.", at: key)
      }
    }
    return members
  }

  mutating func text(_ node: Node?, name: String) -> String? {
    guard let node else { return nil }
    guard let text = node.scalar?.string else {
      note("`\(name)` is a text.", at: node)
      return nil
    }
    return text
  }

  mutating func texts(_ node: Node?, name: String) -> [String] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      note("`\(name)` is a list of texts, as in [one, two].", at: node)
      return []
    }
    return sequence.compactMap { text($0, name: name) }
  }

  mutating func count(_ node: Node?, name: String, in range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    let text = node.scalar?.string ?? ""
    guard let value = Int(text), range.contains(value) else {
      let (low, high) = (range.lowerBound, range.upperBound)
      note("`\(name)` is a whole number from \(low) to \(high); `\(text)` is not.", at: node)
      return nil
    }
    return value
  }

  mutating func share(_ node: Node?, name: String) -> Double? {
    guard let node else { return nil }
    let text = node.scalar?.string ?? ""
    guard let value = Double(text), (0...1).contains(value) else {
      note("`\(name)` is a number from 0 to 1; `\(text)` is not.", at: node)
      return nil
    }
    return value
  }

  mutating func shares(_ node: Node?, name: String) -> ClosedRange<Double>? {
    guard let node else { return nil }
    let parts = bounds(node).map { Double($0).flatMap { (0...1).contains($0) ? $0 : nil } }
    guard let low = parts.first ?? nil, let high = parts.last ?? nil, low <= high else {
      note("`\(name)` is a number from 0 to 1 or a range, as in 0.1..0.3.", at: node)
      return nil
    }
    return low...high
  }

  mutating func time(_ node: Node?, name: String) -> Duration? {
    guard let node else { return nil }
    let text = node.scalar?.string ?? ""
    guard let value = Duration(written: text) else {
      note("`\(name)` is a time, as in 500ms, 5s or 2m; `\(text)` is not.", at: node)
      return nil
    }
    return value
  }

  /// The one or two sides of `LOW..HIGH`.
  func bounds(_ node: Node) -> [String] {
    let text = node.scalar?.string ?? ""
    guard let dots = text.firstRange(of: "..") else { return [text] }
    return [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
  }

  private static func line(_ error: any Error, in yaml: String) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(let keys, let context):
      keys.first.flatMap { yaml.line(ofSecond: $0, from: context.mark) } ?? context.mark.line
    default: 1
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      "this is not YAML: \(problem)."
    case .duplicatedKeysInMapping(let keys, _):
      "\(keys.map { "`\($0)`" }.joined(separator: ", ")) stands twice in one map; a key may stand once."
    default: "this is not YAML: \(error)."
    }
  }
}
