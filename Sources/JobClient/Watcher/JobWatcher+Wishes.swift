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

  mutating func control(
    _ operation: JobOperation,
    _ run: RunID,
    confirmedWithin limit: Duration?,
    _ ticket: Ticket,
    _ now: Timestamp
  ) {
    guard profile.operations.contains(operation) else {
      return actions.append(.reply(ticket, .failure(unsupported(operation))))
    }
    guard let job = entries[run]?.job, let id = job.jobID else {
      return actions.append(.reply(ticket, .failure(.unknownJob(server: server, id: .only))))
    }
    guard currentRun[id] == run else {
      return actions.append(.reply(ticket, .failure(superseded(operation, id))))
    }
    host.forgiveRefusal()
    if operation == .cancel || operation == .delete { entries[run]?.isCancelWish = true }
    cautiousWishes[ticket] = limit
    outbox.append(
      host.failures > 0
        ? asksFirst(operation, run, ticket, now) : .control(operation, run, ticket: ticket)
    )
  }

  /// What is wanted of a run whose id has a newer one would be done to that.
  func superseded(_ operation: JobOperation, _ id: JobID) -> JobFailure {
    let why = "that run is over and its id belongs to a newer one"
    return .notSent(server: server, operation: operation, id: id, why: why)
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
    if operation == .retry, entries[run]?.job.draft != nil { retried.insert(run) }
    if let facts, let id = facts.jobID, id != entries[run]?.job.jobID {
      adopt(facts, id, .create, now, repeating: run)
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

  /// A cancel, retry or delete was not done.
  ///
  /// Where the server said no, the job may no longer be as it is shown, as in “completed already”:
  /// that is asked once, with what is due anyway.
  mutating func controlFailed(
    _ run: RunID,
    _ ticket: Ticket,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    actions.append(.reply(ticket, .failure(failure)))
    switch failure {
    case .refused: askAll([run], now)
    case .failed(_, let code, _) where (400..<500).contains(code): askAll([run], now)
    case .failed, .unreachable, .untrusted, .noAnswer, .unauthorised, .throttled, .unreadable,
      .unknownJob, .notSent, .unsupported, .unconfirmed, .deadline, .tooManyPolls, .invalid,
      .journal, .foreignLink, .cannotListen, .unkept, .unread, .closed, .cancelled:
      break
    }
  }
}
