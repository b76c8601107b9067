import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// Fixes each draft's key, shows it, and has it noted down before anything is sent.
  mutating func create(_ drafts: [Draft], _ ticket: Ticket, _ now: Timestamp) {
    for draft in drafts {
      if let failure = check(draft) { return actions.append(.reply(ticket, .failure(failure))) }
    }
    var pending = PendingCreate(waiting: [])
    for draft in drafts {
      let run = RunID(using: &generator)
      var job = Job(
        run: run,
        server: server,
        jobID: profile.clientChoosesID ? JobID(run.description) : nil,
        state: .submitting,
        created: now,
        draft: draft
      )
      job.title = profile.title(inputs: inputs(of: draft)) ?? "#\(entries.count + 1)"
      job.attempt = nil
      entries[run] = Entry(job: job)
      pending.waiting.insert(run)
      let receipt = Receipt(value: nextNumber())
      unjournaled[receipt] = run
      let update = JobUpdate(time: now, source: .create, job: job)
      actions.append(.journal([.update(update)], receipt))
      actions.append(.report(update, isChange: true))
    }
    creates[ticket] = pending
  }

  private func check(_ draft: Draft) -> JobFailure? {
    guard profile.operations.contains(.create) else { return unsupported(.create) }
    let names = profile.inputs.map(\.name)
    if let unknown = draft.inputs.keys.sorted().first(where: { !names.contains($0) }) {
      let allowed =
        names.isEmpty ? "it asks for nothing" : "known are \(names.joined(separator: ", "))"
      return .invalid(name: "The field", given: unknown, allowed: allowed)
    }
    let lacking = profile.inputs.first { $0.needsAnswer && draft.inputs[$0.name] == nil }
    guard let lacking else { return nil }
    return .invalid(
      name: lacking.name,
      given: "",
      allowed: "it is needed (--field \(lacking.name)=…)"
    )
  }

  private func inputs(of draft: Draft?) -> [String: JSON] {
    var values = draft?.inputs ?? [:]
    for field in profile.inputs where values[field.name] == nil {
      values[field.name] = field.defaultValue
    }
    return values
  }

  func createValues(_ run: RunID) -> [String: JSON] {
    let job = entries[run]?.job
    var values = ["key": JSON.string(run.description)]
    values["id"] = job?.jobID.map { .string($0.rawValue) }
    values["callback"] = webhookURL.map { .string($0) }
    for (name, value) in inputs(of: job?.draft) { values["input.\(name)"] = value }
    return values
  }

  mutating func journaled(_ receipt: Receipt, _ failure: JobFailure?, _ now: Timestamp) {
    guard let run = unjournaled.removeValue(forKey: receipt) else { return }
    if let failure {
      settleCreate(run, .refused, reason: failure.description, failure, now)
    } else {
      outbox.append(.create(run))
    }
  }

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
    for facts in jobs.dropFirst() {
      guard let id = facts.jobID else { continue }
      adopt(facts, id, .create, now)
      if let run = currentRun[id] { entries[run]?.job.draft = draft }
    }
    finishCreate(run, failure: nil, now)
  }

  private mutating func acknowledge(
    _ run: RunID,
    _ id: JobID,
    _ facts: JobFacts,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    entry.acknowledged = now
    entry.failures = 0
    entry.job.jobID = id
    let replaced = supersede(id, by: &entry.job, now)
    entry.job.state = .pending
    _ = entry.job.merge(facts, at: now)
    active.insert(run)
    if entry.job.state.isFinal {
      end(&entry)
    } else {
      plan(&entry, after: facts.wait, now)
    }
    entries[run] = entry
    currentRun[id] = run
    report(entry.job, .create, now, isChange: true, replaces: replaced)
    if let replaced { settleWaits(on: replaced, now) }
  }

  mutating func createRefused(_ run: RunID, _ reason: String?, _ now: Timestamp) {
    let failure = JobFailure.refused(server: server, operation: .create, reason: reason)
    settleCreate(run, .refused, reason: reason ?? failure.description, failure, now)
  }

  /// The server asks to wait.
  ///
  /// 429 says that nothing was done, 503 may not.
  mutating func createThrottled(
    _ run: RunID,
    code: Int,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    guard code == 429 || profile.createIsRepeatable, mayRepeatCreate(run) else {
      return settleCreate(run, .refused, reason: failure.description, failure, now)
    }
    outbox.prepend(.create(run))
  }

  /// Any other answer that is no job: repeated only where the server recognises a repeat.
  mutating func createFailed(_ run: RunID, _ failure: JobFailure, _ now: Timestamp) {
    switch failure {
    case .failed(_, let code, _) where code >= 500 && profile.createIsRepeatable:
      guard mayRepeatCreate(run) else { return createRefused(run, "it answers \(code)", now) }
      return outbox.prepend(.create(run))
    case .unreadable:
      return settleUnconfirmed(run, failure, now)
    case .failed(_, let code, let reason):
      let words = [String(code), reason].compactMap(\.self).joined(separator: ": ")
      return createRefused(run, words, now)
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
    if isUnsent || profile.createIsRepeatable, mayRepeatCreate(run) {
      outbox.prepend(.create(run))
    } else if isUnsent {
      settleCreate(run, .refused, reason: "not sent: \(failure.brief)", failure, now)
    } else {
      settleUnconfirmed(run, failure, now)
    }
  }

  private mutating func mayRepeatCreate(_ run: RunID) -> Bool {
    entries[run]?.failures += 1
    return entries[run].map { $0.failures < options.createTries } ?? false
  }

  private mutating func settleUnconfirmed(_ run: RunID, _ why: JobFailure, _ now: Timestamp) {
    let failure = JobFailure.unconfirmed(server: server, run: run, why: why.brief)
    settleCreate(run, .unconfirmed, reason: failure.description, failure, now)
  }

  private mutating func settleCreate(
    _ run: RunID,
    _ state: JobState,
    reason: String,
    _ failure: JobFailure,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    entry.job.state = state
    entry.job.reason = reason
    if state.isFinal { entry.job.finished = now }
    entries[run] = entry
    report(entry.job, .create, now, isChange: true)
    finishCreate(run, failure: failure, now)
  }

  /// A create that an earlier run of the program, or another one, left without an answer.
  mutating func settleAbandoned(_ run: RunID, _ now: Timestamp) {
    if profile.createIsRepeatable {
      outbox.append(.create(run))
    } else {
      let request = JobFailure.Request(server: server, line: "create")
      settleUnconfirmed(run, .unreachable(request, why: "the program ended first"), now)
    }
  }

  private mutating func finishCreate(_ run: RunID, failure: JobFailure?, _ now: Timestamp) {
    guard let ticket = creates.first(where: { $0.value.waiting.contains(run) })?.key,
      var pending = creates[ticket], let job = entries[run]?.job
    else { return }
    pending.waiting.remove(run)
    pending.outcomes.append(JobUpdate(time: now, source: .create, job: job))
    pending.failure = pending.failure ?? failure
    creates[ticket] = pending.waiting.isEmpty ? nil : pending
    guard pending.waiting.isEmpty else { return }
    let allFailed = pending.outcomes.allSatisfy { $0.job.jobID == nil || $0.state == .refused }
    let result: Result<[JobUpdate], JobFailure>
    if let failure = pending.failure, allFailed {
      result = .failure(failure)
    } else {
      result = .success(pending.outcomes)
    }
    actions.append(.reply(ticket, result))
  }
}
