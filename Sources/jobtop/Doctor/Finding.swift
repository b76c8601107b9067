import JobModel

/// One thing that `jobtop doctor` has looked at.
struct Finding: Hashable, Sendable {
  /// What it belongs to.
  var section: Section
  /// What was looked at.
  var subject: String
  /// How it is; a sentence where something is wrong.
  var value: String
  /// Where a value was set.
  var place: ConfigurationFailure.Place?
  /// Whether it is as it should be.
  var verdict = Verdict.fine

  /// The parts of a report, in their order.
  enum Section: String, CaseIterable, Sendable {
    case program, configuration, secrets, files, profiles, terminal, servers
  }

  /// How something is.
  enum Verdict: Hashable, Sendable {
    case fine
    /// It works, and could be better.
    case remark
    /// It does not work; what that means for a command.
    case wrong(Outcome)

    /// As scripts read it.
    var word: String {
      switch self {
      case .fine: "fine"
      case .remark: "remark"
      case .wrong: "wrong"
      }
    }
  }

  /// Describes a finding.
  init(
    _ section: Section,
    _ subject: String,
    _ value: String,
    at place: ConfigurationFailure.Place? = nil,
    _ verdict: Verdict = .fine
  ) {
    self.section = section
    self.subject = subject
    self.value = value
    self.place = place
    self.verdict = verdict
  }

  /// What a finding is for scripts.
  var json: JSON {
    [
      "section": .string(section.rawValue),
      "subject": .string(subject),
      "value": .string(value),
      "from": place.map { .string($0.description) } ?? .null,
      "verdict": .string(verdict.word),
    ]
  }

  /// What it means for the exit code.
  var outcome: Outcome {
    if case .wrong(let outcome) = verdict { outcome } else { .success }
  }
}
