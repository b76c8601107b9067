import DequeModule
import JobModel
import JobProfile

/// What comes of a create that was sent.
extension JobWatcher {
  /// The create was answered with the job, or with several.
  mutating func created(_ run: RunID, _ jobs: [JobFacts], _ now: Timestamp) {
    let chosen = profile.clientChoosesID ? entries[run]?.job.jobID : nil
    guard let first = jobs.first, let id = first.jobID ?? chosen,
      let draft = entries[run]?.job.draft
    else {
      let request = JobFailure.Request(server: server, line: "create")
      return settleUnconfirmed(run, .unreadable(request, why: "it names no job"), now)
    }
    acknowledge(run, id, first, now)
    var others: [RunID] = []
    for facts in jobs.dropFirst() {
      guard let id = facts.jobID else { continue }
      adopt(facts, id, .create, now)
      guard let run = currentRun[id] else { continue }
      entries[run]?.job.draft = draft
      others.append(run)
    }
    finishCreate(run, and: others, failure: nil, now)
  }

  /// The list shows that the create without an answer has made its job.
  mutating func confirm(_ run: RunID, _ id: JobID, _ facts: JobFacts, _ now: Timestamp) {
    acknowledge(run, id, facts, now)
    finishCreate(run, failure: nil, now)
  }

  private mutating func acknowledge(
    _ run: RunID,
    _ id: JobID,
    _ facts: JobFacts,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    // The list, or another process, has told its end before; its id may have its next run by now.
    if entry.isKnown, entry.job.state.isFinal { return }
    entry.acknowledged = now
    entry.failures = 0
    entry.trouble = nil
    entry.job.jobID = id
    let replaced = supersede(id, by: &entry.job, now)
    // Of a job whose id we chose more may be known by now.
    let isFirstWord = entry.job.state == .submitting || entry.job.state == .unconfirmed
    if isFirstWord { entry.job.state = .pending }
    let isNews = entry.job.merge(facts, at: now)
    if entry.job.state.isFinal {
      end(&entry)
    } else {
      active.insert(run)
      plan(&entry, after: facts.wait, now)
    }
    entries[run] = entry
    currentRun[id] = run
    let isChange = isFirstWord || isNews || replaced != nil
    report(entry, .create, now, isChange: isChange, replaces: replaced)
    if let replaced { settleWaits(on: replaced, now) }
    settleWaits(on: run, now)
  }

  /// Why the answer to a create, which shows no job, does not say that there is none; nothing: it does.
  ///
  /// Who redirects with 301, 302 or 303 may have done first what was asked (RFC 9110 §15.4).
  func whyAJobMayBeHidden(_ answer: WireAnswer, _ reading: Reading) -> String? {
    switch reading {
    case .jobs, .exists, .unauthorised, .throttled, .unreadable: return nil
    case .missing, .refused, .notModified, .failed: break
    }
    if let origin = answer.origin { return "it led on to \(origin), which answered \(answer.code)" }
    return (300..<400).contains(answer.code) ? "it answered \(answer.code)" : nil
  }

  mutating func createRefused(_ run: RunID, _ reason: String?, _ now: Timestamp) {
    let failure = JobFailure.refused(server: server, operation: .create, reason: reason)
    settleCreate(run, .refused, reason: reason ?? failure.description, failure, now)
  }

  /// The server asks to wait.
  ///
  /// 429 says that nothing was done, 503 does not; to a caller with a deadline 429 is no failure.
  mutating func createThrottled(
    _ run: RunID,
    code: Int,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    entries[run]?.trouble = failure
    if code != 429 { entries[run]?.createMayExist = true }
    if code == 429, hasDeadline(run) { return outbox.prepend(.create(run)) }
    guard code == 429 || profile.createIsRepeatable, !asksTooMuch(failure), mayRepeatCreate(run)
    else {
      return giveUpCreate(run, reason: failure.brief, failure, now)
    }
    outbox.prepend(.create(run))
  }

  /// Whether the caller says itself for how long it waits.
  private func hasDeadline(_ run: RunID) -> Bool {
    creates.values.contains { $0.deadline != nil && $0.waiting.contains(run) }
  }

  /// Any other answer that is no job: repeated only where the server recognises a repeat.
  mutating func createFailed(_ run: RunID, _ failure: JobFailure, _ now: Timestamp) {
    entries[run]?.trouble = failure
    switch failure {
    case .failed(_, let code, _) where code >= 500:
      // Whether the work was done before something broke, only the server knows.
      entries[run]?.createMayExist = true
      if profile.createIsRepeatable, mayRepeatCreate(run) { return outbox.prepend(.create(run)) }
      return giveUpCreate(run, reason: failure.brief, failure, now)
    case .unreadable:
      return settleUnconfirmed(run, failure, now)
    case .failed(_, let code, let reason):
      let words = [String(code), reason].compactMap(\.self).joined(separator: ": ")
      return giveUpCreate(run, reason: words, failure, now)
    default:
      break
    }
    settleCreate(run, .refused, reason: failure.description, failure, now)
  }

  mutating func createUnanswered(
    _ run: RunID,
    _ failure: JobFailure,
    isUnsent: Bool,
    _ now: Timestamp
  ) {
    entries[run]?.trouble = failure
    if isUnsent || profile.createIsRepeatable, mayRepeatCreate(run) {
      outbox.prepend(.create(run))
    } else if isUnsent {
      giveUpCreate(run, reason: "not sent: \(failure.brief)", failure, now)
    } else {
      settleUnconfirmed(run, failure, now)
    }
  }

  /// It is not tried again: a draft that has certainly made no job is given back, of another one it
  /// is not known.
  mutating func giveUpCreate(
    _ run: RunID,
    reason: String,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    if entries[run]?.createMayExist == true || mayBeSentElsewhere(run, now) {
      return settleUnconfirmed(run, failure, now)
    }
    settleCreate(run, .refused, reason: reason, failure, now)
  }

  private mutating func mayRepeatCreate(_ run: RunID) -> Bool {
    entries[run]?.failures += 1
    return entries[run].map { $0.failures < options.createTries } ?? false
  }

  mutating func settleUnconfirmed(_ run: RunID, _ why: JobFailure, _ now: Timestamp) {
    // Its row may be gone: another process has told what came of it.
    guard let entry = entries[run] else { return }
    if isSettled(entry) { return finishCreate(run, failure: nil, now) }
    let failure = JobFailure.unconfirmed(server: server, run: run, why: why.cause)
    settle(run, as: .unconfirmed, reason: failure.description, now)
    if profile.operations.contains(.list), host.refusal == nil, !isHeldTooLong(at: now) {
      lookUp(run, because: failure, now)
    } else {
      tellUncreated(run, failure, now)
    }
  }

  mutating func tellUncreated(_ run: RunID, _ failure: JobFailure, _ now: Timestamp) {
    finishCreate(run, failure: failure, now)
    failWaits(onUncreated: run, failure)
  }

  mutating func settleCreate(
    _ run: RunID,
    _ state: JobState,
    reason: String,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    guard let entry = entries[run] else { return }
    if isSettled(entry) { return finishCreate(run, failure: nil, now) }
    settle(run, as: state, reason: reason, now)
    tellUncreated(run, failure, now)
  }

  /// Whether something else has told meanwhile that it has made its job, or that it has not.
  private func isSettled(_ entry: Entry) -> Bool { entry.isKnown || entry.job.state.isFinal }

  private mutating func settle(
    _ run: RunID,
    as state: JobState,
    reason: String,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    // Another process may have said the same.
    let isChange = entry.job.state != state || entry.job.reason != reason
    entry.job.state = state
    entry.job.reason = reason
    if state.isFinal { entry.job.finished = now }
    entries[run] = entry
    report(entry, .create, now, isChange: isChange)
  }

  /// Tells the caller when all its drafts have been answered; `others` are further jobs that the
  /// same create made.
  mutating func finishCreate(
    _ run: RunID,
    and others: [RunID] = [],
    failure: JobFailure?,
    _ now: Timestamp
  ) {
    for ticket in creates.filter({ $0.value.waiting.contains(run) }).keys.sorted() {
      guard var pending = creates[ticket] else { continue }
      pending.waiting.remove(run)
      pending.outcomes += ([run] + others).compactMap { entries[$0]?.job }.map {
        JobUpdate(time: now, source: .create, job: $0)
      }
      pending.failure = pending.failure ?? failure
      creates[ticket] = pending
      finish(ticket, pending)
    }
  }

  private mutating func finish(_ ticket: Ticket, _ pending: PendingCreate) {
    guard pending.waiting.isEmpty else { return }
    creates[ticket] = nil
    let allFailed = pending.outcomes.allSatisfy { $0.job.jobID == nil || $0.state == .refused }
    let reply = Reply(updates: pending.outcomes, failure: allFailed ? pending.failure : nil)
    actions.append(.reply(ticket, reply))
  }
}
