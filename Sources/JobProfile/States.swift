import JobModel

/// The section `states`: a server's words for ours.
struct States: Hashable, Sendable {
  /// In the order of the file.
  let rules: [Rule]
  /// The NAMEs of `{state.NAME}` in the order in which the profile first uses them.
  let partNames: [String]
  private let exact: [String: Int]
  private let patterns: [Pattern]

  /// The words for one state.
  struct Rule: Hashable, Sendable {
    let meaning: Meaning
    let words: [String]
    /// The HTTP code of a status in this state; nothing: the answer's own.
    var code: Int?
    /// How many answers in a row must say so before it is final.
    var confirmations = 1
  }

  /// What a word stands for.
  enum Meaning: Hashable, Sendable {
    case state(JobState)
    /// There is no such job.
    case missing
  }

  private struct Pattern: Hashable {
    let text: TextSample
    let rule: Int
  }

  init(rules: [Rule], partNames: [String]) {
    self.rules = rules
    self.partNames = partNames
    var exact: [String: Int] = [:]
    var patterns: [Pattern] = []
    for (index, rule) in rules.enumerated() {
      for word in rule.words.map({ $0.lowercased() }) {
        if word.contains("*") {
          patterns.append(Pattern(text: TextSample(pattern: word), rule: index))
        } else if exact[word] == nil {
          exact[word] = index
        }
      }
    }
    self.exact = exact
    self.patterns = patterns
  }

  /// The codes outside of 2xx with which a status may come.
  var codes: [Int] { rules.compactMap(\.code) }

  /// The rule for a server's word, compared without case: exact words first, then patterns in the
  /// order of the file.
  func rule(for word: String) -> Rule? {
    if let index = exact[word] { return rules[index] }
    guard !word.isEmpty else { return nil }
    let folded = word.lowercased()
    if let index = exact[folded] { return rules[index] }
    return patterns.first { $0.text.matches(folded) }.map { rules[$0.rule] }
  }
}
