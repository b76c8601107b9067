import JobModel

/// What ends a command: the sentence for people and the code for scripts.
struct CommandFailure: Error, CustomStringConvertible {
  let outcome: Outcome
  let description: String

  init(_ outcome: Outcome, _ sentence: String) {
    self.outcome = outcome
    description = sentence
  }

  init(_ failure: JobFailure) {
    self.init(Outcome(failure), failure.told)
  }
}
