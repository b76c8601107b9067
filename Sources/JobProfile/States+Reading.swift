import JobModel

extension States {
  /// What the state holes of an answer say.
  enum Finding: Hashable {
    /// No hole was filled, and the profile gives that no meaning.
    case none
    /// The word means that there is no such job.
    case missing
    case state(JobFacts.StateReading)
  }

  /// What a record says of the state; a word that nobody listed counts as running.
  func finding(in record: JobRecord) -> Finding {
    let word = joined(record)
    guard let rule = rule(for: word) else {
      guard !word.isEmpty else { return .none }
      return .state(JobFacts.StateReading(word: word, state: .running, isKnown: false))
    }
    switch rule.meaning {
    case .missing: return .missing
    case .state(let state):
      return .state(
        JobFacts.StateReading(word: word, state: state, confirmations: rule.confirmations)
      )
    }
  }

  /// The parts that are there, joined by `/`.
  private func joined(_ record: JobRecord) -> String {
    guard !record.parts.isEmpty else { return record.word ?? "" }
    let parts = [record.word] + partNames.map { record.parts[$0] }
    return parts.compactMap(\.self).joined(separator: "/")
  }
}
