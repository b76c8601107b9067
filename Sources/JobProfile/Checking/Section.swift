import JobModel
import Yams

/// A map of a profile, its keys checked.
struct Section {
  /// One key with its value.
  struct Entry {
    let key: String
    let line: Int
    let node: Node
  }

  /// The line where it begins.
  let line: Int
  /// In the order of the file, without keys that do not belong there.
  let entries: [Entry]
  /// What keys that do not belong there were meant to be.
  let meant: [String]

  /// The entry of that key.
  subscript(key: String) -> Entry? {
    entries.first { $0.key == key }
  }

  /// Whether a key is missing, and not merely misspelt: one mistake is told once.
  func lacks(_ key: String) -> Bool { self[key] == nil && !meant.contains(key) }
}

extension ProfileReader {
  /// Reads a map; `keys` nothing: any key is fine.
  mutating func section(_ node: Node, called what: String, keys: [String]?) -> Section? {
    guard case .mapping(let mapping) = node else {
      check.report("\(what) is a map, as in {key: value}; \(node.words) is not.", at: node)
      return nil
    }
    var entries: [Section.Entry] = []
    var meant: [String] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        check.report("a key of \(what) is a word.", at: key)
        continue
      }
      if let keys, !keys.contains(name) {
        let hint = ProfileCheck.hint(for: name, among: keys)
        if let near = Spelling.nearest(to: name, among: keys) { meant.append(near) }
        check.report("`\(name)` is not a key of \(what)\(hint)", at: key)
      } else {
        entries.append(Section.Entry(key: name, line: key.line, node: value))
      }
    }
    return Section(line: node.line, entries: entries, meant: meant)
  }

  /// A text, as written.
  mutating func text(_ entry: Section.Entry?) -> String? {
    guard let entry else { return nil }
    guard let scalar = entry.node.scalar, !entry.node.isNothing else {
      wrong(entry, "a text, as in \(entry.key): “some words”")
      return nil
    }
    return scalar.string
  }

  /// `true` or `false`.
  mutating func boolean(_ entry: Section.Entry?) -> Bool? {
    guard let entry else { return nil }
    switch entry.node.scalar?.string {
    case "true": return true
    case "false": return false
    default:
      wrong(entry, "true or false")
      return nil
    }
  }

  /// A whole number in a range.
  mutating func integer(_ entry: Section.Entry?, in range: ClosedRange<Int>) -> Int? {
    guard let entry else { return nil }
    if let number = entry.node.scalar.flatMap({ Int($0.string) }), range.contains(number) {
      return number
    }
    wrong(entry, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// One of a few words.
  mutating func word<Word: CaseIterable & RawRepresentable>(_ entry: Section.Entry?) -> Word?
  where Word.RawValue == String {
    guard let entry else { return nil }
    let words = Word.allCases.map(\.rawValue)
    let given = entry.node.scalar?.string ?? ""
    if let word = Word(rawValue: given) { return word }
    let list = words.map { "`\($0)`" }.joined(separator: ", ")
    wrong(entry, "one of \(list)", hint: Spelling.nearest(to: given, among: words))
    return nil
  }

  /// A length of time with its unit, as in `500ms` and `5s`.
  mutating func time(_ entry: Section.Entry?) -> Duration? {
    guard let entry else { return nil }
    if let time = entry.node.scalar.flatMap({ Duration(withUnit: $0.string) }) { return time }
    wrong(entry, "a time, as in 500ms, 5s, 2m or 1h")
    return nil
  }

  /// `KEY` is …; `VALUE`, a list, a map, nothing is not.
  mutating func wrong(_ entry: Section.Entry, _ right: String, hint: String? = nil) {
    let meant = hint.map { "; did you mean `\($0)`?" } ?? "."
    check.report("`\(entry.key)` is \(right); \(entry.node.words) is not\(meant)", at: entry.node)
  }
}
