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
  private var sent: Set<RunID> = []
  /// Jobs that nobody has begun to wait for.
  private var fresh: [JobID] = []

  /// Takes in what became known.
  /// - Returns: Whether it is about a job of this command.
  mutating func learn(_ update: JobUpdate) -> Bool {
    let run = update.job.run
    if update.source == .create, latest[run] == nil {
      if update.state == .submitting {
        sent.insert(run)
      } else {
        sent.remove(run)
        take(update)
      }
      return true
    }
    guard latest[run] != nil else { return sent.contains(run) }
    latest[run] = update
    return true
  }

  private mutating func take(_ update: JobUpdate) {
    guard let job = update.job.jobID else { return }
    latest[update.job.run] = update
    order.append(update.job.run)
    if !update.state.isFinal { fresh.append(job) }
  }

  /// A job that exists and is not waited for yet.
  mutating func next() -> JobID? {
    fresh.popLast()
  }

  /// How many exist.
  var count: Int { order.count }

  /// How many creates had no answer.
  var unanswered: Int { sent.count }

  /// Those that have not ended.
  var open: [JobUpdate] { order.compactMap { latest[$0] }.filter { !$0.state.isFinal } }
}
