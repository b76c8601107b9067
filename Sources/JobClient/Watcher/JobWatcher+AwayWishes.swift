import DequeModule
import JobModel
import JobProfile

/// Cancels and retries to a server that is away: they wait until it is back.
///
///     wish ──► not arrived ──► waits ──► how does the job stand? ──► as it was meant ──► wish
///                                              └─► it has ended, or the id is another job's: a reply
///
/// A server that comes back may have been started anew and have given the id to the job of somebody
/// else, which must not be cancelled for it.
extension JobWatcher {
  /// What asks how the job stands before the wish is sent; the wish, where the server tells of no job.
  mutating func asksFirst(
    _ operation: JobOperation,
    _ run: RunID,
    _ ticket: Ticket,
    _ now: Timestamp
  ) -> Errand {
    guard profile.operations.contains(.status) else {
      return .control(operation, run, ticket: ticket)
    }
    let created = entries[run]?.job.created ?? now
    awayWishes[ticket] = AwayWish(operation: operation, at: now, created: created)
    return .status(run, ticket: ticket)
  }

  /// Keeps a wish that has not reached the server for when it is back, where whoever asked waits for
  /// as long as it takes; says whether it is settled with that.
  ///
  /// What may have arrived is not repeated, for a second retry would be another run; but for a cancel,
  /// which does no harm twice, to a server that has said nothing else since.
  mutating func keepsWish(_ sent: Sent, isUnsent: Bool, _ now: Timestamp) -> Bool {
    guard options.patience == nil, let run = sent.errand.run, let ticket = sent.errand.ticket
    else { return false }
    var next = sent.errand
    var mayHaveArrived = false
    if case .control(let operation, _, _) = sent.errand {
      let isSilent = host.seen.map { $0 <= sent.at } ?? true
      guard isUnsent || operation == .cancel && isSilent else { return false }
      mayHaveArrived = !isUnsent
      next = asksFirst(operation, run, ticket, now)
    } else if awayWishes[ticket] == nil {
      return false
    }
    guard sent.isWithdrawn else {
      postponedWishes.insert(ticket)
      outbox.append(next)
      return true
    }
    awayWishes[ticket] = nil
    if !mayHaveArrived { drop(run, ticket) }
    return !mayHaveArrived
  }

  /// Goes on with a wish whose server was away, now that it is known how its job stands.
  /// - Returns: Whether whoever waits for it has to wait on, or was told why it is not sent.
  mutating func goesOn(with sent: Sent) -> Bool {
    guard case .status(let run, let ticket?) = sent.errand, let job = entries[run]?.job,
      let wish = awayWishes.removeValue(forKey: ticket)
    else { return false }
    if sent.isWithdrawn {
      drop(run, ticket)
      return true
    }
    if job.jobID.flatMap({ currentRun[$0] }) ?? run != run || wish.isOlder(than: job) {
      entries[run]?.isCancelWish = false
      actions.append(.reply(ticket, .failure(superseded(wish.operation))))
      return true
    }
    if wish.operation == .cancel, job.state.isFinal {
      entries[run]?.isCancelWish = false
      return false
    }
    outbox.append(.control(wish.operation, run, ticket: ticket))
    return true
  }

  /// Whether a cancel waited for the server until its job had ended.
  func isOverdue(_ errand: Errand) -> Bool {
    guard let run = errand.run, let ticket = errand.ticket else { return false }
    switch errand {
    case .control(.cancel, _, _) where postponedWishes.contains(ticket): break
    case .status where awayWishes[ticket]?.operation == .cancel: break
    default: return false
    }
    return entries[run]?.job.state.isFinal ?? false
  }

  /// Answers a cancel that is no longer needed by how its job stands.
  mutating func settleOverdue(_ errand: Errand, _ now: Timestamp) {
    guard isOverdue(errand), let run = errand.run, let ticket = errand.ticket else { return }
    forgetWish(ticket)
    entries[run]?.isCancelWish = false
    reply(ticket, run, .poll, now)
  }

  /// Lets go of wishes that are still here, such as those to a server that does not answer; what is
  /// on its way is not sent again.
  mutating func withdraw(_ runs: [RunID]) {
    let runs = Set(runs)
    for (number, sent) in inFlight where isWish(sent.errand, on: runs) {
      inFlight[number]?.isWithdrawn = true
    }
    let dropped = outbox.filter { isWish($0, on: runs) }
    outbox = Deque(outbox.filter { !isWish($0, on: runs) })
    for errand in dropped {
      if let run = errand.run, let ticket = errand.ticket { drop(run, ticket) }
    }
  }

  private func isWish(_ errand: Errand, on runs: Set<RunID>) -> Bool {
    switch errand {
    case .control(_, let run, _): runs.contains(run)
    case .status(let run, let ticket?): awayWishes[ticket] != nil && runs.contains(run)
    default: false
    }
  }

  /// Nothing is to follow any more for whoever waits behind that ticket.
  mutating func forgetWish(_ ticket: Ticket) {
    postponedWishes.remove(ticket)
    awayWishes[ticket] = nil
  }

  private mutating func drop(_ run: RunID, _ ticket: Ticket) {
    forgetWish(ticket)
    entries[run]?.isCancelWish = false
    actions.append(.reply(ticket, .failure(.cancelled)))
  }
}

/// What somebody wants of a job while its server is away.
struct AwayWish: Hashable, Sendable {
  /// What the server is to do.
  let operation: JobOperation
  /// When it began to wait.
  let at: Timestamp
  /// When the job that was meant had been created.
  let created: Timestamp

  /// Whether that job was created since, so that it is another one under the same id.
  func isOlder(than job: Job) -> Bool {
    job.created > at && job.created > created.advanced(by: LookUp.slack)
  }
}
