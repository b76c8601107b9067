extension Profile {
  /// A server's words for states, in the order of the file; nothing where the one given is among them.
  package func stateWords(unless known: String) -> [String]? {
    guard states.rule(for: known) == nil else { return nil }
    let words = states.rules.filter { $0.meaning != .missing }.flatMap(\.words)
    return words.isEmpty ? nil : words
  }
}
