import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// A caller waits for a job's end; one that is not watched yet is from now on.
  mutating func begin(_ wait: JobWait, _ now: Timestamp) {
    track([wait.job], isWish: false, nil, now)
    guard let run = currentRun[wait.job], let job = entries[run]?.job else { return }
    if job.state == .unconfirmed {
      let why = "its create was not answered"
      let failure = JobFailure.unconfirmed(server: server, run: run, why: why)
      return actions.append(.reply(wait.ticket, .failure(failure)))
    }
    var active = ActiveWait(wait: wait, run: run, pollsBefore: job.polls)
    if profile.hasOneJob, job.state.isFinal {
      active.asksAfter = now
      outbox.append(.status(run, ticket: nil))
    }
    waits[wait.ticket] = active
    // Nobody else may want to know what comes of it.
    if entries[run].map(isLeft) ?? false { adoptAbandoned(run, now) }
    settleWaits(on: run, now)
  }

  /// Runs that have ended, of which a caller must hear whether that is still so.
  var awaitedAnew: Set<RunID> {
    guard profile.hasOneJob else { return [] }
    return Set(waits.values.filter { $0.asksAfter != nil }.map(\.run))
  }

  /// The row has a new run: who waits for what the server says now waits for that one.
  mutating func moveWaits(from old: RunID, to new: RunID) {
    for (ticket, active) in waits where active.run == old && active.asksAfter != nil {
      waits[ticket]?.run = new
      waits[ticket]?.asksAfter = nil
    }
  }

  /// Tells callers whose job has ended, or has been polled as often as they allow.
  mutating func settleWaits(on run: RunID, _ now: Timestamp) {
    guard !waits.isEmpty, let entry = entries[run] else { return }
    let job = entry.job
    for (ticket, active) in waiting(on: run) {
      if let asked = active.asksAfter, job.seen ?? .epoch < asked { continue }
      if job.state.isFinal {
        finish(ticket, .success([update(of: run)].compactMap(\.self)))
      } else if let limit = active.wait.maximumPolls, job.polls - active.pollsBefore >= limit {
        finish(ticket, .failure(.tooManyPolls(unfinished(active), limit: limit)))
      }
    }
  }

  /// Who waits for the end of a run, in the order in which they came.
  private func waiting(on run: RunID) -> [(key: Ticket, value: ActiveWait)] {
    waits.filter { $0.value.run == run }.sorted { $0.key < $1.key }
  }

  /// The next instant at which a caller must be looked at.
  var nextDeadline: Timestamp? {
    let ends = waits.values.compactMap(\.nextInstant)
    return (ends + creates.values.compactMap(\.deadline)).min()
  }

  /// At the deadline a last poll is sent, and its answer is awaited for a second; no longer where
  /// the server asked not to be asked before.
  mutating func endOverdueWaits(_ now: Timestamp) {
    endOverdueCreates(now)
    let overdue = waits.filter { $0.value.nextInstant.map { $0 <= now } ?? false }
    for (ticket, active) in overdue.sorted(by: { $0.key < $1.key }) {
      if active.endsAt != nil {
        finish(ticket, .failure(missed(active)))
      } else {
        askLastTime(ticket, active, now)
      }
    }
  }

  private mutating func askLastTime(_ ticket: Ticket, _ active: ActiveWait, _ now: Timestamp) {
    guard let entry = entries[active.run], entry.job.jobID != nil, !host.isHeld(at: now),
      host.refusal == nil, budget.admits(.status)
    else { return finish(ticket, .failure(missed(active))) }
    waits[ticket]?.endsAt = now.advanced(by: .seconds(1))
    if !entry.isAsking || isHeld(entry) { outbox.prepend(.status(active.run, ticket: nil)) }
  }

  /// The answer to a last poll did not say that the job has ended.
  mutating func endLastPoll(of errand: Errand) {
    guard case .status(let run, _) = errand else { return }
    for (ticket, active) in waiting(on: run) where active.endsAt != nil {
      finish(ticket, .failure(missed(active)))
    }
  }

  /// The server is out of reach, or refuses us: nobody has to wait for it.
  mutating func failEveryone(_ failure: JobFailure) {
    for ticket in waits.keys.sorted() {
      finish(ticket, .failure(failure))
    }
  }

  /// A server that was never reached, or refuses us, is not tried anew for each create that waits
  /// for it.
  mutating func giveUpUnsent(_ failure: JobFailure, _ now: Timestamp) {
    let waiting = outbox.compactMap { errand in
      if case .create(let run) = errand { run } else { nil }
    }
    let unsent = Set(waiting + unjournaled.values).filter { entries[$0]?.createMayExist == false }
    outbox.removeAll { $0.operation == .create && $0.run.map(unsent.contains) ?? false }
    for run in unsent.sorted() {
      settleCreate(run, .refused, reason: "not sent: \(failure.brief)", failure, now)
    }
  }

  /// Answers that do not mend themselves: nobody waits any longer for a job of which they came so
  /// often in a row.
  mutating func giveUp(on run: RunID, _ failure: JobFailure) {
    guard let entry = entries[run], let patience = patience(with: failure, about: entry),
      entry.failures >= patience
    else { return }
    for (ticket, _) in waiting(on: run) { finish(ticket, .failure(failure)) }
  }

  /// How many such answers in a row are enough; nothing: none ever are.
  ///
  /// What the server refuses to tell of a job that it never confirmed it will not tell next time.
  private func patience(with failure: JobFailure, about entry: Entry) -> Int? {
    if case .unreadable = failure { return options.patience }
    return failure.isLasting && !entry.isKnown ? 2 : nil
  }

  /// The server says that it has no such job, and never had: nobody has to wait for that.
  mutating func failWaits(onUnknown run: RunID) {
    guard let entry = entries[run], !entry.isKnown, entry.job.draft == nil else { return }
    let failure = JobFailure.unknownJob(server: server, id: entry.job.jobID ?? .only)
    for (ticket, _) in waiting(on: run) { finish(ticket, .failure(failure)) }
  }

  /// Nobody knows whether its create has made a job, or it has not: nobody has to wait for its end.
  mutating func failWaits(onUncreated run: RunID, _ failure: JobFailure) {
    for (ticket, _) in waiting(on: run) { finish(ticket, .failure(failure)) }
  }

  private mutating func finish(_ ticket: Ticket, _ reply: Reply) {
    waits[ticket] = nil
    actions.append(.reply(ticket, reply))
  }

  private func missed(_ active: ActiveWait) -> JobFailure {
    // Out of reach is the better answer where nothing was heard to the end.
    switch host.failure {
    case .unreachable?, .untrusted?, .noAnswer?, .unauthorised?:
      if let failure = host.failure, host.failures > 1 { return failure }
    default: break
    }
    return .deadline(unfinished(active), within: active.wait.within ?? .zero)
  }

  private func unfinished(_ active: ActiveWait) -> JobFailure.Unfinished {
    let job = entries[active.run]?.job
    return JobFailure.Unfinished(
      server: server,
      id: active.wait.job,
      lastState: job?.state ?? .pending,
      seen: job?.seen,
      polls: (job?.polls ?? 0) - active.pollsBefore,
      trouble: entries[active.run]?.trouble?.description
    )
  }
}
