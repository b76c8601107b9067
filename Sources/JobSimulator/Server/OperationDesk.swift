import HTTPTypes
import JobModel
import JobProfile

/// Does what a request asks of the jobs, and writes the answer as the profile spells it.
struct OperationDesk: Sendable {
  let profile: Profile
  let host: SimulationHost
  /// Who is called back about a job, where its create says so.
  let webhooks: WebhookDesk?
  /// What faults make of the jobs in an answer.
  var treatment = RequestTreatment()

  /// The answer to a request, which may be one that was given before where faults say so.
  func answer(
    to operation: JobOperation,
    values: [String: JSON],
    of request: WireRequest
  ) async -> WireAnswer {
    guard let age = treatment.staleness, request.method == .get else {
      return await answer(to: operation, values: values)
    }
    return await host.faults.answer(to: request.target, youngerThan: age) {
      await answer(to: operation, values: values)
    }
  }

  func answer(to operation: JobOperation, values: [String: JSON]) async -> WireAnswer {
    let id = JobID(values["id"]?.text ?? "")
    switch operation {
    case .create: return await create(values)
    case .status: return status(id)
    case .list: return list(values)
    case .bulk: return bulk(values)
    case .cancel: return command(.cancel, on: id) { $0.cancel(id, at: $1) }
    case .retry: return command(.retry, on: id) { $0.retry(id, at: $1) }
    case .delete: return command(.delete, on: id) { $0.delete(id, at: $1) }
    case .log: return log(id)
    }
  }

  private func create(_ values: [String: JSON]) async -> WireAnswer {
    let chosen = profile.clientChoosesID ? values["id"]?.text : nil
    let id = chosen.flatMap { $0.isEmpty ? nil : JobID($0) }
    let inputs = values.inputs
    let key = values["key"]?.text
    let callback = values["callback"]?.text
    if callback != nil, let refusal = await webhooks?.refusalOfCallback() { return refusal }
    let (creation, facts) = host.perform { simulation, now in
      let creation = simulation.create(inputs: inputs, key: key, id: id, at: now)
      return (creation, creation.ids.compactMap { simulation[$0]?.facts(at: now) })
    }
    if case .jobs = creation, let callback {
      await webhooks?.tell(callback, of: facts)
    }
    if host.keepingProblem != nil { return Self.notKept }
    switch creation {
    case .jobs: return written(.answer, to: .create, jobs: facts, values: [:])
    case .taken: return written(.exists, to: .create, jobs: facts, values: [:])
    }
  }

  private func status(_ id: JobID) -> WireAnswer {
    status(id, host.perform { simulation, now in simulation.status(id, at: now) })
  }

  /// The status of a job, where nobody has the simulation now.
  func promptStatus(_ values: [String: JSON]) -> WireAnswer? {
    let id = JobID(values["id"]?.text ?? "")
    return host.performIfFree { simulation, now in simulation.status(id, at: now) }
      .map { status(id, $0) }
  }

  private func status(_ id: JobID, _ facts: JobFacts?) -> WireAnswer {
    guard let facts else {
      guard profile.tellsMissingByWord else { return missing(id, .status) }
      let gone = JobFacts(jobID: id, state: Self.gone)
      return profile.answer(.answer, to: .status, jobs: [gone], values: [:])
    }
    return written(.answer, to: .status, jobs: [facts], values: [:])
  }

  private func command(
    _ operation: JobOperation,
    on id: JobID,
    _ body: @Sendable (inout Simulation, Timestamp) -> Simulation.Outcome
  ) -> WireAnswer {
    let (outcome, facts) = host.perform { simulation, now in
      let known = simulation[id]?.facts(at: now)
      let outcome = body(&simulation, now)
      return (outcome, simulation[id]?.facts(at: now) ?? known)
    }
    if host.keepingProblem != nil { return Self.notKept }
    let jobs = facts.map { [$0] } ?? []
    switch outcome {
    case .done: return written(.answer, to: operation, jobs: jobs, values: [:])
    case .missing: return missing(id, operation)
    case .refused(let reason):
      let values: [String: JSON] = ["reason": .string(reason)]
      return written(.refused, to: operation, jobs: jobs, values: values)
    }
  }

  private func list(_ values: [String: JSON]) -> WireAnswer {
    switch ListRequest(values, profile) {
    case .invalid(let fact):
      let name = profile.wireName(of: fact, in: .list) ?? fact
      return written(.invalid, to: .list, jobs: [], values: ["name": .string(name)])
    case .query(var query):
      // The client's instants are from answers of this server.
      query.changedSince = query.changedSince?.advanced(by: .zero - treatment.skew)
      let asked = query
      let page = host.perform { simulation, now in simulation.list(asked, at: now) }
      var values: [String: JSON] = [
        "more": .boolean(page.next != nil), "total": .number(String(page.total)),
      ]
      values["next"] = page.next.map { profile.next(cursor: $0) }
      return written(.answer, to: .list, jobs: page.jobs, values: values)
    }
  }

  private func bulk(_ values: [String: JSON]) -> WireAnswer {
    guard case .array(let names)? = values["ids"] else {
      return written(.absent, to: .bulk, jobs: [], values: ["name": "ids"])
    }
    let ids = names.compactMap { $0.text.map { JobID($0) } }
    let known = host.perform { simulation, now in
      ids.map { ($0, simulation[$0]?.facts(at: now)) }
    }
    let facts = known.compactMap { id, facts in
      facts ?? (profile.hasWordForMissing ? JobFacts(jobID: id, state: Self.gone) : nil)
    }
    return written(.answer, to: .bulk, jobs: facts, values: [:])
  }

  /// What was commanded is not acknowledged before it would survive (RFC 9110 §15.6.4).
  private static let notKept: WireAnswer = {
    var answer = WireAnswer.problem(
      503,
      "Service Unavailable",
      "What is asked for cannot be kept now; the server's log tells why"
    )
    answer.headers[.retryAfter] = "1"
    return answer
  }()

  /// The state of a job that there is not.
  private static let gone = JobFacts.StateReading(word: "", state: .lost)

  private func log(_ id: JobID) -> WireAnswer {
    let (facts, log) = host.perform { simulation, now in
      simulation.advance(to: now)
      return (simulation[id]?.facts(at: now), simulation[id]?.log(at: now))
    }
    guard let facts, let log else { return missing(id, .log) }
    return written(.answer, to: .log, jobs: [facts], values: ["log": .string(log)])
  }

  private func written(
    _ kind: AnswerKind,
    to operation: JobOperation,
    jobs: [JobFacts],
    values: [String: JSON]
  ) -> WireAnswer {
    let jobs = jobs.map { job in
      let flaps = treatment.flaps && [.status, .list, .bulk].contains(operation)
      return (flaps ? job.flapped : job).shifted(by: treatment.skew)
    }
    return profile.answer(kind, to: operation, jobs: jobs, values: values)
  }

  private func missing(_ id: JobID, _ operation: JobOperation) -> WireAnswer {
    let values: [String: JSON] = ["id": .string(id.rawValue)]
    return written(.missing, to: operation, jobs: [JobFacts(jobID: id)], values: values)
  }
}

extension Simulation.Creation {
  fileprivate var ids: [JobID] {
    switch self {
    case .jobs(let ids): ids
    case .taken(let id): [id]
    }
  }
}

extension [String: JSON] {
  /// The inputs of a create, by their own names.
  fileprivate var inputs: [String: JSON] {
    let prefix = "input."
    let pairs = compactMap { name, value in
      name.hasPrefix(prefix) ? (String(name.dropFirst(prefix.count)), value) : nil
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
