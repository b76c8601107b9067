import DequeModule
import JobModel
import JobProfile

/// When a row gets another run: its id belongs to another job now, or two names turn out to be one run.
extension JobWatcher {
  /// Whether the server says of a job that it was created after the one of that id that is known, and
  /// about when that one was seen last or later: it forgot that one, and gave its id away.
  ///
  /// What a server says of the same job again and again with another instant says nothing.
  func isLaterJob(_ facts: JobFacts, than entry: Entry) -> Bool {
    guard let created = facts.created, let seen = entry.job.seen else { return false }
    guard isCreationSteady || entry.source == .store else { return false }
    // Both must go by the same idea of its clock.
    guard serverClock.changed.map({ $0 < seen }) ?? true else { return false }
    let slack = LookUp.slack
    if created > max(seen, entry.job.created).advanced(by: slack) { return true }
    // What is known of its creation may be only the latest that it can be; and an answer may round it.
    return entry.job.isCreationKnown && isCreationSteady
      && created > entry.job.created.advanced(by: Self.rounding)
      && created >= seen.advanced(by: .zero - slack)
  }

  /// Some answers of a server tell an instant in whole seconds, and others more exactly.
  private static let rounding = Duration.milliseconds(1500)

  /// Notes that the server tells the same instant of a job's creation also when that is long past.
  mutating func noteCreation(_ facts: JobFacts, of job: Job, _ now: Timestamp) {
    guard !isCreationSteady, job.isCreationKnown, job.seen != nil, let created = facts.created
    else { return }
    isCreationSteady = created == job.created && created.duration(to: now) > LookUp.slack
  }

  /// The id has a new run: the one before becomes history, and is lost if its end was never seen.
  mutating func supersede(_ id: JobID, by job: inout Job, _ now: Timestamp) -> RunID? {
    guard let old = currentRun[id], old != job.run, var entry = entries[old] else { return nil }
    if isMade(entry, byCreateOf: job.run) {
      job.runNumber = entry.job.runNumber
      // The answer may be the one that the first try got: what was heard since then stands.
      if entry.isKnown { job.takeFacts(of: entry.job) }
      job.polls = max(job.polls, entry.job.polls)
      job.repeats = max(job.repeats, entry.job.repeats)
      entries[old] = nil
      active.remove(old)
      moveCallers(from: old, to: job.run)
      return old
    }
    job.runNumber = entry.job.runNumber + 1
    if !entry.job.state.isFinal {
      entry.loseID(at: now)
      learn(lossOf: entry)
      end(&entry)
      entries[old] = entry
      report(entry, .create, now, isChange: true)
    }
    return old
  }

  /// Whether the list, a push, or another process told of our own job before the answer to its create
  /// came.
  ///
  /// A draft of an earlier process may have been sent long before this one sent it again; what was
  /// found meanwhile, by this process or another, was heard of after the draft was made.
  private func isMade(_ found: Entry, byCreateOf run: RunID) -> Bool {
    guard let own = entries[run], let sent = own.createSent else { return false }
    let isForeign = own.createMayExist && found.job.draft == nil
    let heard = found.found ?? (isForeign ? found.job.seen : nil)
    return heard.map { $0 >= sent } ?? false
  }

  /// That run goes on under another of our names: whoever asked about it hears of the other one.
  private mutating func moveCallers(from old: RunID, to new: RunID) {
    for (ticket, wait) in waits where wait.run == old { waits[ticket]?.run = new }
    outbox = Deque(outbox.map { $0.moved(from: old, to: new) })
    for (number, sent) in inFlight where sent.errand.concerns(old) {
      inFlight[number]?.errand = sent.errand.moved(from: old, to: new)
    }
  }
}
