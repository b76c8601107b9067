import JobModel

/// Words for states in a filter: each state's own, and some for several of them.
enum StateGroup {
  /// The states that a word means: those that begin with it, or those of the groups that do.
  static func states(of word: String, isWhole: Bool = false) -> Set<JobState> {
    let word = word.lowercased()
    if isWhole { return named.first { $0.name == word }?.states ?? [] }
    return named.reduce(into: []) { states, group in
      if group.name.hasPrefix(word) { states.formUnion(group.states) }
    }
  }

  /// What to write in the place of a word that means none.
  static func advice(on word: String) -> String {
    let words = named.map(\.name)
    if let near = Spelling.nearest(to: word, among: words) {
      return "There is no state “\(word)”; did you mean \(near)?"
    }
    return "States are " + words.joined(separator: " ") + "."
  }

  /// Every word, in the order in which they are offered.
  static let named: [(name: String, states: Set<JobState>)] =
    JobState.allCases.map { ($0.rawValue, [$0]) } + [
      ("active", Set(JobState.allCases.filter { !$0.isFinal })),
      ("ended", Set(JobState.allCases.filter(\.isFinal))),
      ("trouble", [.failed, .lost, .refused, .unconfirmed]),
    ]
}
