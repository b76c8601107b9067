import JobModel

extension States {
  /// The word, or the part of it, that a server writes for a state; nothing where it has none.
  func word(writing state: JobState, part: String?) -> String? {
    guard let rule = rule(writing: state), let word = word(of: rule) else { return nil }
    guard !partNames.isEmpty else { return word.isEmpty ? nil : word }
    let parts = word.split(
      separator: "/",
      maxSplits: partNames.count,
      omittingEmptySubsequences: false
    )
    let index = part.map { name in (partNames.firstIndex(of: name) ?? parts.count) + 1 } ?? 0
    guard parts.indices.contains(index), !parts[index].isEmpty else { return nil }
    return String(parts[index])
  }

  /// The HTTP code of a status in that state, where the profile names one.
  func code(writing state: JobState) -> Int? { rule(writing: state)?.code }

  /// Whether a server writes the same for both.
  func spellAlike(_ left: JobState, _ right: JobState) -> Bool {
    rule(writing: left) == rule(writing: right)
  }

  /// A state without words borrows those of its neighbour.
  private func rule(writing state: JobState) -> Rule? {
    let candidates: [JobState] =
      switch state {
      case .pending, .submitting: [.pending, .running]
      case .running: [.running, .pending]
      case .completed: [.completed]
      case .failed: [.failed]
      case .cancelled: [.cancelled, .failed]
      case .lost, .refused, .unconfirmed: []
      }
    for candidate in candidates {
      if let rule = rules.first(where: { $0.meaning == .state(candidate) }) { return rule }
    }
    return nil
  }

  /// The first word without `*`; where there is none, our own name stands for what may be anything.
  private func word(of rule: Rule) -> String? {
    if let word = rule.words.first(where: { !$0.contains("*") }) { return word }
    guard case .state(let state) = rule.meaning else { return nil }
    return rule.words.first.map { $0.replacing("*", with: state.rawValue) }
  }
}
