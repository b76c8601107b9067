import DequeModule
import JobModel
import JobProfile

/// One request for several jobs by their ids.
extension JobWatcher {
  /// Whether polls that are due together are one request: the profile has it, and it did not fail twice
  /// in a row.
  var bulkServes: Bool { profile.bulkHasState && bulkFailures < 2 }

  /// The polls that leave with one that is due: those that are due as well, and those whose time is so
  /// near that to ask now costs no delay that counts.
  ///
  /// Each takes a request less from the server, and is planned anew from now on.
  mutating func duePolls(with run: RunID, _ now: Timestamp) -> [RunID] {
    var runs = [run]
    while runs.count < profile.bulkLimit, let item = nextItem(), let entry = entries[item.run],
      isPolled(entry), item.due <= now.advanced(by: (entry.job.interval ?? .zero) / 4)
    {
      schedule.removeFirst()
      entries[item.run]?.due = nil
      runs.append(item.run)
    }
    return runs
  }

  /// Whether it is a plain poll that is due.
  func isPolled(_ entry: Entry) -> Bool {
    entry.job.jobID != nil && !entry.isDenied && !entry.isAsking
      && entry.job.state.isActive
  }

  /// Takes the answer in; jobs that it does not tell of are asked about one by one, and so are those
  /// that have ended where it says less of an end than a status request.
  mutating func takeBulk(_ jobs: [JobFacts], _ runs: [RunID], _ sent: Sent, _ now: Timestamp) {
    bulkFailures = 0
    for run in runs { entries[run]?.isAsking = false }
    var left = Set(runs)
    for facts in jobs {
      guard let run = facts.jobID.flatMap({ currentRun[$0] }), left.contains(run),
        let state = facts.state?.state, !state.isFinal || profile.bulkTellsEnds
      else { continue }
      left.remove(run)
      apply(facts, to: run, .poll, sentAt: sent.at, now)
    }
    for run in left.sorted() where active.contains(run) {
      outbox.append(.status(run, ticket: nil))
    }
  }

  /// They are asked about together once more; after the second failure in a row each by itself.
  mutating func bulkFailed(_ runs: [RunID], _ failure: JobFailure, _ now: Timestamp) {
    bulkFailures += 1
    let delay = options.retry.delay(after: bulkFailures, using: &generator)
    for run in runs {
      pollFailed(run, failure, after: delay, now)
      giveUp(on: run, failure)
    }
  }
}
