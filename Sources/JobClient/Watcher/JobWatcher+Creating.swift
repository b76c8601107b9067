import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// Fixes each draft's key, shows it, and has it noted down before anything is sent.
  mutating func create(
    _ drafts: [Draft],
    _ firstNumber: Int?,
    _ pending: PendingCreate,
    _ ticket: Ticket,
    _ now: Timestamp
  ) {
    for draft in drafts {
      if let failure = check(draft) { return actions.append(.reply(ticket, .failure(failure))) }
    }
    var pending = pending
    let firstNumber = firstNumber ?? entries.count + 1
    for (place, draft) in drafts.enumerated() {
      let run = RunID(using: &generator)
      var job = Job(
        run: run,
        server: server,
        jobID: profile.clientChoosesID ? JobID(run.description) : nil,
        state: .submitting,
        created: now,
        draft: draft
      )
      job.title = profile.title(inputs: inputs(of: draft)) ?? "#\(firstNumber + place)"
      job.kind = profile.name
      entries[run] = Entry(job: job)
      if let id = job.jobID { currentRun[id] = run }
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
      allowed: "it is needed"
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
    } else if entries[run]?.job.state == .submitting {
      outbox.append(.create(run))
    }
  }
}
