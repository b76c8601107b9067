import JobModel
import Yams

extension ProfileReader {
  /// The section `states`.
  mutating func states(_ top: Section) -> States {
    let names = JobState.withWords.map(\.rawValue) + ["missing"]
    guard let entry = top["states"] else {
      if top.lacks("states") {
        let right = "`states: {pending: queued, completed: done, failed: error}`"
        check.report("a profile needs `states`, as in \(right).", line: top.line)
      }
      return States(rules: [], partNames: stateParts)
    }
    guard let section = section(entry.node, called: "`states`", keys: names) else {
      return States(rules: [], partNames: stateParts)
    }
    var owners: [String: String] = [:]
    let rules = section.entries.compactMap { rule($0, owners: &owners) }
    for (alternatives, why) in Self.needed where alternatives.allSatisfy(section.lacks) {
      let list = alternatives.joined(separator: " or ")
      check.report(
        "no word stands for \(list): \(why) Add `\(alternatives[0]): …`.",
        line: entry.line
      )
    }
    return States(rules: rules, partNames: stateParts)
  }

  private static let needed: [([String], String)] = [
    (["completed"], "a job could not end well."),
    (["failed"], "a job could not end that way."),
    (["pending", "running"], "a job could not be under way."),
  ]

  private mutating func rule(_ entry: Section.Entry, owners: inout [String: String])
    -> States.Rule?
  {
    var words = entry
    var code: Int?
    var confirmations = 1
    if case .mapping = entry.node {
      guard let section = section(entry.node, called: "a state", keys: SectionKeys.state) else {
        return nil
      }
      guard let given = section["words"] else {
        check.report(
          "`\(entry.key)` has no `words`: nothing says how it is spelt.",
          line: entry.line
        )
        return nil
      }
      words = given
      code = integer(section["code"], in: 100...599)
      confirmations = integer(section["confirm"], in: 1...1000) ?? 1
    }
    let list = self.words(words)
    for word in list { claim(word, for: entry.key, at: words.node, owners: &owners) }
    return States.Rule(
      meaning: JobState(rawValue: entry.key).map { .state($0) } ?? .missing,
      words: list,
      code: code,
      confirmations: confirmations
    )
  }

  /// Words are taken as they are written: `no`, `on` and `1e3` stay text.
  private mutating func words(_ entry: Section.Entry) -> [String] {
    let nodes: [Node] =
      if case .sequence(let sequence) = entry.node { Array(sequence) } else { [entry.node] }
    return nodes.compactMap { node in
      guard let scalar = node.scalar, !(scalar.style == .plain && scalar.string.isEmpty) else {
        check.report("a state is a word, a list of words, or {words, code, confirm}.", at: node)
        return nil
      }
      return scalar.string
    }
  }

  private mutating func claim(
    _ word: String,
    for state: String,
    at node: Node,
    owners: inout [String: String]
  ) {
    guard let owner = owners[word.lowercased()] else {
      owners[word.lowercased()] = state
      return
    }
    let sentence =
      owner == state
      ? "the word `\(word)` stands twice for \(state)."
      : "the word `\(word)` stands for \(owner) (above) and for \(state); one word has one state."
    check.report(sentence, at: node)
  }
}

extension JobState {
  /// The states that a server has words for.
  static let withWords: [JobState] = [.pending, .running, .completed, .failed, .cancelled]
}
