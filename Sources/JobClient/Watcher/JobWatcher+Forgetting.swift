import JobModel

/// Runs that are watched no longer.
extension JobWatcher {
  mutating func forget(_ runs: [RunID]) {
    for run in runs where remove(run) { actions.append(.journal([.forget(run)], nil)) }
    actions.append(.reportForgotten(runs))
  }

  /// What another process was told to watch no longer is not watched here either.
  ///
  /// A create that is on its way stays until it is known what came of it. Who waits for a job goes on
  /// waiting, and asks about it alone from now on: the others may do so no longer.
  mutating func takeForgotten(_ jobs: [Job], _ now: Timestamp) {
    var gone: [RunID] = []
    for job in jobs {
      guard let run = knownRun(of: job), var entry = entries[run], entry.job.state != .submitting
      else { continue }
      if waits.values.contains(where: { $0.run == run }) {
        entry.isLeftToUs = true
        plan(&entry, at: now)
        entries[run] = entry
      } else if remove(run) {
        gone.append(run)
      }
    }
    if !gone.isEmpty { actions.append(.reportForgotten(gone)) }
  }

  /// - Returns: Whether it was there.
  private mutating func remove(_ run: RunID) -> Bool {
    guard let entry = entries.removeValue(forKey: run) else { return false }
    if active.contains(run) { learn(lossOf: entry) }
    if let id = entry.job.jobID, currentRun[id] == run {
      currentRun[id] = nil
      forgotten[id] = entry.job.created
    }
    active.remove(run)
    retried.remove(run)
    validators[run] = nil
    book.forget(run)
    return true
  }
}
