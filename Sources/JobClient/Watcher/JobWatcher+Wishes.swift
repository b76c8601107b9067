import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// Asks once; a job that is watched is polled, another one is only asked about.
  mutating func query(_ id: JobID, _ ticket: Ticket, _ now: Timestamp) {
    host.forgiveRefusal()
    if let run = currentRun[id] {
      outbox.append(.status(run, ticket: ticket))
    } else {
      outbox.append(.query(id, ticket: ticket))
    }
  }

  mutating func enumerate(_ filters: [String: JSON], _ ticket: Ticket) {
    guard profile.operations.contains(.list) else {
      return actions.append(.reply(ticket, .failure(unsupported(.list))))
    }
    host.forgiveRefusal()
    outbox.append(.enumerate(filters: filters, found: [], target: nil, ticket: ticket))
  }

  /// Takes a page in; the caller gets all pages together.
  mutating func enumerated(
    _ found: [JobUpdate],
    _ jobs: [JobFacts],
    _ page: ListPage,
    _ ticket: Ticket,
    _ sent: Sent,
    _ now: Timestamp
  ) {
    var all = found
    for facts in jobs {
      guard let id = facts.jobID else { continue }
      all.append(stranger(facts, id, .list, now))
    }
    guard !jobs.isEmpty, all.count < Sweep.leastLimit, let next = next(page, after: sent) else {
      return actions.append(.reply(ticket, .success(all)))
    }
    outbox.prepend(
      .enumerate(filters: next.values, found: all, target: next.target, ticket: ticket)
    )
  }

  mutating func control(_ operation: JobOperation, _ run: RunID, _ ticket: Ticket) {
    guard profile.operations.contains(operation) else {
      return actions.append(.reply(ticket, .failure(unsupported(operation))))
    }
    guard let job = entries[run]?.job, let id = job.jobID else {
      return actions.append(.reply(ticket, .failure(.unknownJob(server: server, id: .only))))
    }
    guard currentRun[id] == run else {
      let reason = "that run is over and its id belongs to a newer one"
      let failure = JobFailure.refused(server: server, operation: operation, reason: reason)
      return actions.append(.reply(ticket, .failure(failure)))
    }
    host.forgiveRefusal()
    if operation == .cancel || operation == .delete { entries[run]?.isCancelWish = true }
    outbox.append(.control(operation, run, ticket: ticket))
  }

  /// Keeps a wish that has not reached the server for when it is back, where whoever asked waits for
  /// as long as it takes; says whether it is settled with that.
  ///
  /// What may have arrived is not repeated, for a second retry would be another run; but for a cancel,
  /// which does no harm twice, to a server that has said nothing else since.
  mutating func keepsWish(_ sent: Sent, isUnsent: Bool) -> Bool {
    guard options.patience == nil, case .control(let operation, let run, let ticket) = sent.errand
    else { return false }
    let isSilent = host.seen.map { $0 <= sent.at } ?? true
    guard isUnsent || operation == .cancel && isSilent else { return false }
    if sent.isWithdrawn {
      guard isUnsent else { return false }
      drop(run, ticket)
    } else {
      postponedWishes.insert(ticket)
      outbox.append(sent.errand)
    }
    return true
  }

  /// Asks how the job of a cancel stands that was refused when it was repeated: the first try may have
  /// done what was wanted.
  mutating func asksAfterRefusal(of sent: Sent, _ failure: JobFailure) -> Bool {
    guard case .control(.cancel, let run, let ticket) = sent.errand, sent.price != nil
    else { return false }
    refusedRepeats[ticket] = failure
    outbox.append(.status(run, ticket: ticket))
    return true
  }

  /// Tells of that refusal where the job goes on all the same.
  mutating func tellsRefusal(_ ticket: Ticket?, of run: RunID) -> Bool {
    guard let ticket, let failure = refusedRepeats.removeValue(forKey: ticket),
      entries[run]?.job.state.isFinal == false
    else { return false }
    actions.append(.reply(ticket, .failure(failure)))
    return true
  }

  /// Whether a cancel waited for the server until its job had ended.
  func isOverdue(_ errand: Errand) -> Bool {
    guard case .control(.cancel, let run, let ticket) = errand, postponedWishes.contains(ticket)
    else { return false }
    return entries[run]?.job.state.isFinal ?? false
  }

  /// Answers a cancel that is no longer needed by how its job stands.
  mutating func settleOverdue(_ errand: Errand, _ now: Timestamp) {
    guard isOverdue(errand), let run = errand.run, let ticket = errand.ticket else { return }
    postponedWishes.remove(ticket)
    entries[run]?.isCancelWish = false
    reply(ticket, run, .poll, now)
  }

  private mutating func drop(_ run: RunID, _ ticket: Ticket) {
    postponedWishes.remove(ticket)
    entries[run]?.isCancelWish = false
    actions.append(.reply(ticket, .failure(.cancelled)))
  }

  /// Lets go of wishes that are still here, such as those to a server that does not answer; what is
  /// on its way is not sent again.
  mutating func withdraw(_ runs: [RunID]) {
    let runs = Set(runs)
    for (number, sent) in inFlight {
      if case .control(_, let run, _) = sent.errand, runs.contains(run) {
        inFlight[number]?.isWithdrawn = true
      }
    }
    for errand in outbox {
      guard case .control(_, let run, let ticket) = errand, runs.contains(run) else { continue }
      drop(run, ticket)
    }
    outbox.removeAll { errand in
      if case .control(_, let run, _) = errand { runs.contains(run) } else { false }
    }
  }

  /// The wish was granted; what came of it shows in the state that follows, which is the reply.
  mutating func controlled(
    _ operation: JobOperation,
    _ run: RunID,
    _ facts: JobFacts?,
    _ ticket: Ticket,
    _ sent: Sent,
    _ now: Timestamp
  ) {
    if let facts, let id = facts.jobID, id != entries[run]?.job.jobID {
      adopt(facts, id, .create, now)
      return reply(ticket, currentRun[id] ?? run, .create, now)
    }
    if let facts, facts.state?.state.isFinal == false {
      apply(facts, to: run, .poll, sentAt: sent.at, now)
    }
    let id = entries[run]?.job.jobID ?? .only
    let latest = currentRun[id] ?? run
    guard operation == .delete else { return outbox.append(.status(latest, ticket: ticket)) }
    reply(ticket, latest, .poll, now)
  }
}
