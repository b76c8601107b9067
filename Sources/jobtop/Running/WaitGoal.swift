import JobModel

/// What is waited for.
struct WaitGoal: Sendable {
  /// The state that a job is to reach; nothing: its end.
  var state: JobState?
  /// Whether the first job that gets there is enough.
  var anyIsEnough = false

  /// Whether a job is there, or has ended and will not get there any more.
  func isMet(by update: JobUpdate) -> Bool {
    update.state.isFinal || (update.state == state && !update.job.isHearsay)
  }

  /// What it means that a job is where `isMet` says so.
  func outcome(of update: JobUpdate) -> Outcome {
    guard let state, update.state != state else {
      return state == nil ? Outcome(update.state) : .success
    }
    // Who has come to a good end was on the way there before; another end is not the one wanted.
    if update.state == .completed { return state.isFinal ? .jobFailed : .success }
    return Outcome(update.state)
  }
}
