import DequeModule
import JobModel
import JobProfile

/// Cancels and retries that wait until it is known how their jobs stand: of a job that was not confirmed
/// for a while, and to a server that is away, until it is back.
///
///     wish ──► old news, or not arrived ──► how does the job stand? ──► as it was meant ──► wish
///                                                └─► it has ended, or the id is another job's: a reply
///
/// A server may have been started anew and have given the id to the job of somebody else, which must not
/// be cancelled for it. To one that does not answer nothing is sent before it does.
extension JobWatcher {
  /// The question that goes before a wish whose job was not confirmed for as long as its caller allows;
  /// else the wish.
  ///
  /// It is asked once, however long the wish then waits for its turn. Where it was asked in vain a short
  /// while ago, on a server that is well, it is not asked again: whoever wants it cancelled has seen that.
  mutating func cautious(_ errand: Errand, _ now: Timestamp) -> Errand {
    guard case .control(let operation, let run, let ticket) = errand,
      let limit = cautiousWishes.removeValue(forKey: ticket), let entry = entries[run],
      entry.job.seen.map({ $0.duration(to: now) > limit }) ?? true, !wasAskedInVain(entry, now)
    else { return errand }
    return asksFirst(operation, run, ticket, now)
  }

  /// Lists that failed, a create whose answer was lost, and what was before a long stop say nothing of it.
  private func wasAskedInVain(_ entry: Entry, _ now: Timestamp) -> Bool {
    guard let failed = entry.failedAt, failed >= entry.job.seen ?? failed else { return false }
    return failed.duration(to: now) <= Self.memoryOfFailure
  }

  /// So long it is remembered that a job was asked about in vain.
  private static let memoryOfFailure = Duration.seconds(60)

  /// What asks how the job stands before the wish is sent; the wish, where the server tells of no job.
  mutating func asksFirst(
    _ operation: JobOperation,
    _ run: RunID,
    _ ticket: Ticket,
    mayHaveArrived: Bool = false,
    _ now: Timestamp
  ) -> Errand {
    cautiousWishes[ticket] = nil
    guard profile.operations.contains(.status) else {
      return .control(operation, run, ticket: ticket)
    }
    waitingWishes[ticket] = WaitingWish(
      operation: operation,
      awaySince: host.failures > 0 ? now : nil,
      created: entries[run]?.job.created ?? now,
      mayHaveArrived: mayHaveArrived
    )
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
      next = asksFirst(operation, run, ticket, mayHaveArrived: mayHaveArrived, now)
    } else if let wish = waitingWishes[ticket] {
      waitingWishes[ticket]?.awaySince = wish.awaySince ?? sent.at
    } else {
      return false
    }
    guard sent.isWithdrawn else {
      postponedWishes.insert(ticket)
      outbox.append(next)
      return true
    }
    waitingWishes[ticket] = nil
    if !mayHaveArrived { drop(run, ticket) }
    return !mayHaveArrived
  }

  /// Goes on with a wish whose server was away, now that it is known how its job stands.
  /// - Returns: Whether whoever waits for it has to wait on, or was told why it is not sent.
  mutating func goesOn(with sent: Sent) -> Bool {
    guard case .status(let run, let ticket?) = sent.errand, let job = entries[run]?.job,
      let wish = waitingWishes.removeValue(forKey: ticket)
    else { return false }
    if sent.isWithdrawn {
      drop(run, ticket)
      return true
    }
    if isSuperseded(run) || wish.isOlder(than: job) {
      entries[run]?.isCancelWish = false
      actions.append(.reply(ticket, .failure(superseded(wish.operation, job.jobID ?? .only))))
      return true
    }
    if wish.operation == .cancel, job.state.isFinal {
      entries[run]?.isCancelWish = false
      guard !wish.mayHaveArrived, let failure = vain(wish.operation, job) else { return false }
      actions.append(.reply(ticket, .failure(failure)))
      return true
    }
    outbox.append(.control(wish.operation, run, ticket: ticket))
    return true
  }

  /// Why a cancel of a job that has ended is not sent; nothing where it is as it should be.
  private func vain(_ operation: JobOperation, _ job: Job) -> JobFailure? {
    guard job.state != .cancelled, let id = job.jobID else { return nil }
    let why = "it is \(job.state.rawValue)"
    return .notSent(server: server, operation: operation, id: id, why: why)
  }

  /// Whether a wish waited its turn until its job had ended, or its id had got another one.
  func isOverdue(_ errand: Errand) -> Bool {
    guard let wish = wish(of: errand), let job = entries[wish.run]?.job else { return false }
    return isSuperseded(wish.run)
      || wish.operation == .cancel && job.state.isFinal
        && (postponedWishes.contains(wish.ticket) || waitingWishes[wish.ticket] != nil)
  }

  private func isSuperseded(_ run: RunID) -> Bool {
    entries[run]?.job.jobID.flatMap { currentRun[$0] }.map { $0 != run } ?? false
  }

  /// What the server is to do with a run, sooner or later, for that errand; nothing where it only asks.
  private func wish(of errand: Errand) -> (operation: JobOperation, run: RunID, ticket: Ticket)? {
    switch errand {
    case .control(let operation, let run, let ticket): (operation, run, ticket)
    case .status(let run, let ticket?):
      waitingWishes[ticket].map { ($0.operation, run, ticket) }
    default: nil
    }
  }

  /// Answers a wish that is no longer to be sent: by how its job stands, or why.
  mutating func settleOverdue(_ errand: Errand, _ now: Timestamp) {
    guard isOverdue(errand), let (operation, run, ticket) = wish(of: errand),
      let job = entries[run]?.job
    else { return }
    let mayHaveArrived =
      waitingWishes[ticket]?.mayHaveArrived ?? !profile.operations.contains(.status)
    forgetWish(ticket)
    entries[run]?.isCancelWish = false
    if isSuperseded(run) {
      actions.append(.reply(ticket, .failure(superseded(operation, job.jobID ?? .only))))
    } else if !mayHaveArrived, let failure = vain(operation, job) {
      actions.append(.reply(ticket, .failure(failure)))
    } else {
      reply(ticket, run, .poll, now)
    }
  }

  /// Why a request came to nothing that a caller waits for: one that goes before a wish leaves that
  /// unsent.
  func why(_ ticket: Ticket, _ run: RunID, isNotAsked failure: JobFailure) -> JobFailure {
    guard let wish = waitingWishes[ticket], let id = entries[run]?.job.jobID else { return failure }
    switch failure {
    case .failed, .unreadable, .refused:
      let why = "how it stands cannot be learned first (\(failure.brief))"
      return .notSent(server: server, operation: wish.operation, id: id, why: why)
    default: return failure
    }
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
    wish(of: errand).map { runs.contains($0.run) } ?? false
  }

  /// Nothing is to follow any more for whoever waits behind that ticket.
  mutating func forgetWish(_ ticket: Ticket) {
    postponedWishes.remove(ticket)
    waitingWishes[ticket] = nil
    cautiousWishes[ticket] = nil
  }

  private mutating func drop(_ run: RunID, _ ticket: Ticket) {
    forgetWish(ticket)
    entries[run]?.isCancelWish = false
    actions.append(.reply(ticket, .failure(.cancelled)))
  }
}

/// What somebody wants of a job of which it is to be learned first how it stands.
struct WaitingWish: Hashable, Sendable {
  /// What the server is to do.
  let operation: JobOperation
  /// When it began to wait for a server that was away; nothing: that answers.
  var awaySince: Timestamp?
  /// When the job that was meant had been created.
  let created: Timestamp
  /// It was sent once, and no answer came.
  let mayHaveArrived: Bool

  /// Whether that job was created while the server was away, so that it is another one under the same id.
  func isOlder(than job: Job) -> Bool {
    guard let awaySince else { return false }
    return job.created > awaySince && job.created > created.advanced(by: LookUp.slack)
  }
}
