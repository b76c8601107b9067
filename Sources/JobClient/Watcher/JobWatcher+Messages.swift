import JobModel
import JobProfile

extension JobWatcher {
  /// Takes in what a server told of its own accord.
  mutating func takeMessage(_ frame: PushFrame, _ kind: PushKind, _ now: Timestamp) {
    switch profile.read(frame, from: kind) {
    case .foreign: break
    case .unreadable: push.dropped += 1
    case .missing(let id):
      if let run = id.flatMap({ currentRun[$0] }) {
        confirm(run, .push(kind), now)
      } else {
        askEverything(now)
      }
    case .facts(let told):
      serverClock.learn(from: told, at: now)
      let facts = serverClock.ours(told)
      // Where a connection is about one job its messages need not name it.
      guard let id = facts.jobID ?? push.subject else { return askEverything(now) }
      take(facts, about: id, kind, now)
      note(frame, kind, about: id, now)
    }
  }

  private mutating func take(
    _ facts: JobFacts,
    about id: JobID,
    _ kind: PushKind,
    _ now: Timestamp
  ) {
    if let run = currentRun[id] {
      takePush(facts, run, kind, now)
    } else if options.discovers, !isForgotten(facts) {
      discover(facts, id, kind, now)
    }
  }

  /// A push is a hint: an end, or life after an end, is believed when a status request says so.
  private mutating func takePush(
    _ facts: JobFacts,
    _ run: RunID,
    _ kind: PushKind,
    _ now: Timestamp
  ) {
    guard let entry = entries[run], let reading = facts.state else { return }
    guard isTrusted(kind) else { return confirm(run, .push(kind), now) }
    // What comes late, and was said before the end.
    if entry.job.state.isFinal, !reading.state.isFinal, entry.job.isBeyond(facts.revision) {
      return
    }
    if reading.state.isFinal != entry.job.state.isFinal || mayBeOfNext(facts, after: entry.job) {
      confirm(run, .push(kind), now)
    } else if !reading.state.isFinal {
      apply(facts, to: run, .push(kind), sentAt: nil, now)
    }
  }

  /// Whether it may be about a job that one of our creates has just made and that got this job's id.
  ///
  /// Until that create is answered only a step back tells: the status request comes back after that
  /// answer, and says how the new run stands. A new job that is as far as the old one was looks like
  /// it; its facts stand in the old run until the answer tells. Where the server counts revisions they
  /// are older, and say nothing.
  private func mayBeOfNext(_ facts: JobFacts, after job: Job) -> Bool {
    guard job.state == .running, facts.state?.state == .pending, !profile.clientChoosesID else {
      return false
    }
    let isNextTry = facts.attempt.map { $0 > job.attempt ?? $0 } ?? false
    return !isNextTry && isCreating
  }

  /// Whether a create is on its way whose answer may name any id, here or from another process.
  var isCreating: Bool {
    !left.isEmpty || inFlight.values.contains { $0.errand.operation == .create }
  }

  private mutating func discover(
    _ facts: JobFacts,
    _ id: JobID,
    _ kind: PushKind,
    _ now: Timestamp
  ) {
    guard facts.state?.state.isFinal == true || !isTrusted(kind) else {
      adopt(facts, id, .push(kind), now)
      return
    }
    if profile.operations.contains(.list) {
      sweep.request(at: now)
    } else {
      track([id], nil, now)
    }
  }

  /// Anyone may post to us: without a signature all of it is only a hint.
  private func isTrusted(_ kind: PushKind) -> Bool {
    kind != .webhook || profile.signsWebhooks == true
  }

  /// Asks whether a hint is true; what comes of it counts as learned by the hint.
  private mutating func confirm(_ run: RunID, _ source: UpdateSource, _ now: Timestamp) {
    guard var entry = entries[run] else { return }
    entry.hint = Entry.Hint(source: source, at: now)
    entries[run] = entry
    askNow(run)
  }

  private mutating func askNow(_ run: RunID) {
    guard entries[run]?.isAsking == false,
      !outbox.contains(where: { $0.run == run && $0.operation == .status })
    else { return }
    outbox.append(.status(run, ticket: nil))
  }

  /// The way in which the answer to a status request became known.
  func source(ofAnswerTo sent: Sent, about run: RunID) -> UpdateSource {
    guard let hint = entries[run]?.hint, sent.at >= hint.at else { return .poll }
    return hint.source
  }

  /// A hint that an answer did not bear out is asked about again, three times at most.
  ///
  /// It may be ahead of what the server answers: a request that was on its way, or a cache.
  mutating func settleHint(of run: RunID, askedAt: Timestamp, _ now: Timestamp) {
    guard var entry = entries[run], var hint = entry.hint else { return }
    if entry.job.state.isFinal {
      entry.hint = nil
    } else if askedAt < hint.at {
      return askNow(run)
    } else {
      hint.doubts += 1
      entry.hint = hint.doubts < Entry.Hint.patience ? hint : nil
      if entry.hint == nil { plan(&entry, after: nil, now) }
    }
    entries[run] = entry
  }

  private mutating func askEverything(_ now: Timestamp) {
    askAll(active.sorted(), now)
  }
}
