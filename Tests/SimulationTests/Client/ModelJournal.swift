import JobModel

/// What survives the client of a run.
protocol ModelJournal: Sendable {
  /// Keeps a batch.
  mutating func record(_ entries: [JournalEntry]) async throws
  /// What the next client finds; its clock stands there.
  mutating func restored(at now: Timestamp) async throws -> Kept
}

/// What a journal holds of one server.
struct Kept: Sendable {
  var jobs: [Job] = []
  var forgotten: [JobID: Timestamp] = [:]
  var durations: [String: DurationHistory] = [:]
}

/// A journal in memory that does what the store promises, and no more: the latest of what was noted of
/// each run, without rows that others have replaced.
struct MemoryModelJournal: ModelJournal {
  private var jobs: [RunID: Job] = [:]
  private var order: [RunID] = []
  private var hidden: Set<RunID> = []

  mutating func record(_ entries: [JournalEntry]) {
    for entry in entries {
      switch entry {
      case .update(let update):
        if jobs.updateValue(update.job, forKey: update.job.run) == nil {
          order.append(update.job.run)
        }
        if let replaced = update.replaces { hidden.insert(replaced) }
      case .forget(let run): hidden.insert(run)
      case .duration: break
      }
    }
  }

  func restored(at now: Timestamp) -> Kept {
    var latest: [JobID: Int] = [:]
    for job in jobs.values {
      guard let id = job.jobID else { continue }
      latest[id] = max(latest[id] ?? 0, job.runNumber)
    }
    let kept = order.compactMap { jobs[$0] }.filter { job in
      !hidden.contains(job.run) && job.jobID.map { latest[$0] == job.runNumber } ?? true
    }
    return Kept(jobs: kept)
  }
}
