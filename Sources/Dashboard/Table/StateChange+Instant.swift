import JobModel

/// When a change happened, where its server says so.
extension StateChange {
  /// The instant that the server tells, on its place behind the changes before it.
  func instant(in job: Job, after earlier: ArraySlice<StateChange>) -> Timestamp? {
    let told =
      switch state {
      case .pending: creation(of: job, after: earlier.last)
      case .running: start(of: job, after: earlier)
      // What is lost or refused is so from the instant at which we were told.
      case .completed, .failed, .cancelled, .lost, .refused: end(of: job, after: earlier.last)
      case .submitting, .unconfirmed: nil as Timestamp?
      }
    return told.flatMap { $0 <= time ? $0 : nil }
  }

  /// A later try waits too, but nobody says since when.
  private func creation(of job: Job, after last: StateChange?) -> Timestamp? {
    guard job.isCreationKnown else { return nil }
    guard let last else { return job.created }
    // A server that goes on saying when the job was created first means the run before.
    guard last.runNumber != runNumber || last.state == .submitting else { return nil }
    return job.created > last.time ? job.created : nil
  }

  /// Many servers go on saying when the first try began, or the run before.
  private func start(of job: Job, after earlier: ArraySlice<StateChange>) -> Timestamp? {
    guard let started = job.started else { return nil }
    let isFirstTry = job.attempt ?? 1 == 1
    guard let last = earlier.last else { return isFirstTry ? started : nil }
    if started > last.time { return started }
    let isFirst = !earlier.contains { $0.runNumber == runNumber && $0.state == .running }
    return isFirst && isFirstTry && last.runNumber == runNumber ? last.time : nil
  }

  private func end(of job: Job, after last: StateChange?) -> Timestamp? {
    guard let finished = job.finished, finished < time else { return nil }
    return last.map { max($0.time, finished) } ?? finished
  }
}
