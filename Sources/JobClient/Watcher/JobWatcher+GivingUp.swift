import DequeModule
import JobModel
import JobProfile

/// Creates that nobody waits for any longer.
extension JobWatcher {
  /// Whoever asked does not wait any longer: what was not sent is not sent any more.
  mutating func stopWaiting(_ ticket: Ticket, _ now: Timestamp) {
    waits[ticket] = nil
    guard let pending = creates.removeValue(forKey: ticket) else { return }
    withdrawUnsent(pending.waiting, because: "it was stopped first", now)
  }

  /// Creates whose time is over: what is not sent stays unsent, what is on its way stays so.
  mutating func endOverdueCreates(_ now: Timestamp) {
    let overdue = creates.filter { $0.value.deadline.map { $0 <= now } ?? false }
    for (ticket, pending) in overdue.sorted(by: { $0.key < $1.key }) {
      let limit = pending.within ?? .zero
      let why = host.failure.map { ": \($0.brief)" } ?? ""
      // Taken out first, so that what is withdrawn does not answer for it.
      creates[ticket] = nil
      withdrawUnsent(pending.waiting, because: "not within \(limit.short)\(why)", now)
      var outcomes = pending.outcomes
      for run in pending.waiting.sorted() {
        guard let job = entries[run]?.job else { continue }
        outcomes.append(JobUpdate(time: now, source: .create, job: job))
      }
      let unfinished = JobFailure.Unfinished(
        server: server,
        id: .only,
        lastState: .submitting,
        seen: nil,
        polls: 0
      )
      let failure = JobFailure.deadline(unfinished, within: limit)
      actions.append(.reply(ticket, Reply(updates: outcomes, failure: failure)))
    }
  }

  /// Takes creates back that wait to be sent: their drafts are kept, unless an earlier try of one may
  /// have made a job.
  mutating func withdrawUnsent(_ runs: Set<RunID>, because reason: String, _ now: Timestamp) {
    let waiting = Set(unjournaled.values)
    // What others began and we have not gone on with stays as it is, for whoever else wants to know.
    let unsent = runs.filter { run in
      waiting.contains(run) || outbox.contains(.create(run)) && !(entries[run].map(isLeft) ?? false)
    }
    guard !unsent.isEmpty else { return }
    outbox.removeAll { errand in
      if case .create(let run) = errand { unsent.contains(run) } else { false }
    }
    for run in unsent.sorted() {
      giveUpCreate(run, reason: "not sent: \(reason)", .cancelled, now)
    }
  }
}
