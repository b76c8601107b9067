import DequeModule
import JobModel
import JobProfile

/// Creates that an earlier run of the program, or another one, left without an answer.
extension JobWatcher {
  /// A create that someone else began is theirs for so long: a request may take ten seconds.
  static let abandonedAfter = Duration.seconds(15)
  /// Who reads leaves it to who asks for so long, who may have no interest in it.
  private static let patienceOfReaders = Duration.seconds(60)
  /// What is left to others is looked at again after that; what they were still writing down is read by
  /// then.
  static let rest = Duration.seconds(5)

  /// Has it settled when nobody has answered it in time.
  mutating func adoptAbandoned(_ run: RunID, _ now: Timestamp) {
    guard let created = entries[run]?.job.created else { return }
    // How far its create came nobody has noted down.
    entries[run]?.createMayExist = true
    abandoned.add(run, due: max(now, min(created, now).advanced(by: Self.abandonedAfter)))
  }

  /// Has all of them settled; the caller is told what came of them, and by its deadline what is known.
  mutating func settleLeft(_ pending: PendingCreate, _ ticket: Ticket, _ now: Timestamp) {
    left = left.filter { entries[$0].map(isLeft) ?? false }
    guard !left.isEmpty else { return actions.append(.reply(ticket, .success([]))) }
    for run in left.sorted() { adoptAbandoned(run, now) }
    var pending = pending
    pending.waiting = left
    pending.since = nil
    creates[ticket] = pending
  }

  /// Whether someone else began to create it, and we have not gone on with that.
  func isLeft(_ entry: Entry) -> Bool {
    entry.job.state == .submitting && entry.source == .store && entry.createSent == nil
  }

  /// Settles what nobody has answered in time; that waits for no poll and for no server.
  mutating func settleAbandoned(_ now: Timestamp) {
    while let due = nextAbandoned(), due.due <= now {
      abandoned.removeFirst()
      if isLeftToOthers(due.run, now) {
        abandoned.add(due.run, due: now.advanced(by: Self.rest))
      } else {
        settleAbandoned(due.run, now)
      }
    }
  }

  /// Whether another process settles it, or still has to send it, or to hear of its answer.
  func isLeftToOthers(_ run: RunID, _ now: Timestamp) -> Bool {
    // Our own, and what nobody has begun.
    guard let entry = entries[run], isLeft(entry) else { return false }
    let created = entry.job.created
    if let othersTellUntil, now < othersTellUntil { return true }
    // Whoever slept with the machine has as long again to say what became of it.
    let patience = isAsking ? Self.abandonedAfter : Self.patienceOfReaders
    if let wokeUp, wokeUp.duration(to: now) < patience { return true }
    guard isAsking else { return created.duration(to: now) < patience }
    return wishesOfReaders.creatingSince.map { created >= $0 } ?? false
  }

  /// Whether another process may have taken it for abandoned and sent it under its key, so that nobody
  /// here knows what came of it.
  func mayBeSentElsewhere(_ run: RunID, _ now: Timestamp) -> Bool {
    guard options.sharesAsking, profile.createIsRepeatable,
      let created = entries[run]?.job.created
    else { return false }
    let age = created.duration(to: now)
    // Whoever was stopped does not know either who asks by now, and whether others read.
    if let wokeUp, wokeUp > created, age >= Self.abandonedAfter { return true }
    return age >= Self.patienceOfReaders && (!isAsking || hasReaders)
  }

  /// The next create to be given up, by whoever asks, or for a caller; one that was settled meanwhile
  /// counts no longer.
  mutating func nextAbandoned() -> Schedule.Item? {
    guard isAsking || !options.resumes else { return nil }
    return abandoned.first { [entries] in entries[$0.run]?.job.state == .submitting }
  }

  mutating func settleAbandoned(_ run: RunID, _ now: Timestamp) {
    guard !isBeingCreated(run) else { return }
    if profile.createIsRepeatable {
      outbox.append(.create(run))
    } else {
      settleUnconfirmed(run, untold, now)
    }
  }

  /// Whether the program that sent it still runs is not known: it may ask in another manner.
  private var untold: JobFailure {
    let request = JobFailure.Request(server: server, line: "create")
    return .unreachable(request, why: "the program that sent the create knows of no answer")
  }

  /// Whether its create is on its way, or will be; first it is noted down.
  private func isBeingCreated(_ run: RunID) -> Bool {
    outbox.contains(.create(run)) || unjournaled.values.contains(run)
      || inFlight.values.contains { $0.errand == .create(run) }
  }

  /// Another process has told what came of a create that a caller here waits for; where nobody knows
  /// that, the list may.
  mutating func settleForeign(_ run: RunID, insteadOf draft: RunID?, _ now: Timestamp) {
    if let draft { moveCreate(from: draft, to: run) }
    guard let state = entries[run]?.job.state, state != .submitting else { return }
    // Nobody sends it once more.
    outbox.removeAll { $0 == .create(run) }
    guard state == .unconfirmed else { return finishCreate(run, failure: nil, now) }
    let failure = JobFailure.unconfirmed(server: server, run: run, why: untold.cause)
    let isAwaited = creates.values.contains { $0.waiting.contains(run) }
    if !isAwaited || !profile.operations.contains(.list) {
      tellUncreated(run, failure, now)
    } else if lookedUp[run] == nil {
      lookUp(run, because: failure, now)
    }
  }

  private mutating func moveCreate(from draft: RunID, to run: RunID) {
    for (ticket, pending) in creates where pending.waiting.contains(draft) {
      creates[ticket]?.waiting.remove(draft)
      creates[ticket]?.waiting.insert(run)
    }
  }
}
