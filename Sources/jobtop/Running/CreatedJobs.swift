import JobModel

/// The jobs that one command has created, as they stand.
///
/// A client tells of all jobs of its server; those of the command are the ones whose create it
/// reports.
struct CreatedJobs {
  private var latest: [RunID: JobUpdate] = [:]
  /// In the order in which the server took them.
  private var order: [RunID] = []
  /// Creates that are on their way.
  private var sent: [RunID: JobUpdate] = [:]
  /// Jobs that nobody has begun to wait for.
  private var fresh: [JobID] = []

  /// Takes in what became known.
  /// - Returns: Whether it is about a job of this command.
  mutating func learn(_ update: JobUpdate) -> Bool {
    let run = update.job.run
    if update.source == .create, latest[run] == nil {
      if update.state == .submitting {
        sent[run] = update
      } else {
        sent[run] = nil
        take(update)
      }
      return true
    }
    guard latest[run] != nil else { return sent[run] != nil }
    latest[run] = update
    return true
  }

  private mutating func take(_ update: JobUpdate) {
    // An id of our own choosing is no job before the server took it.
    guard let job = update.job.jobID, update.state != .refused else { return }
    latest[update.job.run] = update
    order.append(update.job.run)
    if !update.state.isFinal { fresh.append(job) }
  }

  /// Takes in how everything stands: what was withdrawn unsent is on its way no longer.
  mutating func catchUp(with standing: [JobUpdate]) {
    for update in standing {
      let run = update.job.run
      if latest[run] != nil {
        latest[run] = update
      } else if sent[run] != nil, update.state != .submitting {
        sent[run] = nil
        take(update)
      }
    }
  }

  /// A job that exists and is not waited for yet.
  mutating func next() -> JobID? {
    fresh.popLast()
  }

  /// Those that exist.
  var ids: [JobID] { order.compactMap { latest[$0]?.job.jobID } }

  /// How many exist.
  var count: Int { order.count }

  /// Creates that have no answer yet; nobody can say whether they made a job.
  var unanswered: [JobUpdate] { sent.values.sorted { $0.time < $1.time } }

  /// Those that have not ended.
  var open: [JobUpdate] { order.compactMap { latest[$0] }.filter { !$0.state.isFinal } }
}
