import JobModel
import JobProfile

extension Simulation {
  /// What came of a create.
  package enum Creation: Hashable, Sendable {
    /// New jobs, or those that the same key made before.
    case jobs([JobID])
    /// The id that the client chose is taken.
    case taken(JobID)
  }

  /// What came of a command.
  package enum Outcome: Hashable, Sendable {
    case done
    case missing
    /// The job stands so that it cannot be done.
    case refused(reason: String)
  }

  /// Creates a job, or several where the profile makes one for each element of an input.
  package mutating func create(
    inputs: [String: JSON],
    key: String? = nil,
    id: JobID? = nil,
    at now: Timestamp
  ) -> Creation {
    advance(to: now)
    if let key, let known = keys[key] { return .jobs(known) }
    if let id, self[id] != nil { return .taken(id) }
    let ids = each(inputs).map { add($0, id: id, key: key, at: now) }
    if let key { keys[key] = ids }
    countCommand()
    return .jobs(ids)
  }

  /// Ends a job that has not ended.
  package mutating func cancel(_ id: JobID, at now: Timestamp) -> Outcome {
    advance(to: now)
    guard let job = self[id] else { return .missing }
    let state = job.moment(at: now).state
    guard !state.isFinal else { return .refused(reason: "job \(id) is already \(state.rawValue)") }
    update(job.ordinal, at: now) { $0.cancelled = now }
    countCommand()
    return .done
  }

  /// Opens the next run of a job that failed or was cancelled.
  package mutating func retry(_ id: JobID, at now: Timestamp) -> Outcome {
    advance(to: now)
    guard let job = self[id] else { return .missing }
    let state = job.moment(at: now).state
    guard state == .failed || state == .cancelled else {
      let rule = "only a failed or cancelled job can be retried"
      return .refused(reason: "job \(id) is \(state.rawValue); \(rule)")
    }
    let run = job.run + 1
    let script = JobScript(rules: rules, ordinal: job.ordinal, run: run, inputs: job.inputs)
    update(job.ordinal, at: now) { job in
      job.run = run
      job.opened = now
      job.script = script
      job.cancelled = nil
    }
    countCommand()
    return .done
  }

  /// Takes a job away, whatever its state.
  package mutating func delete(_ id: JobID, at now: Timestamp) -> Outcome {
    advance(to: now)
    guard let job = self[id] else { return .missing }
    remove(job)
    countCommand()
    return .done
  }

  /// What the server answers about a job; a count of such answers decides where ends are drawn afresh.
  package mutating func status(_ id: JobID, at now: Timestamp) -> JobFacts? {
    advance(to: now)
    guard let job = self[id] else { return nil }
    switch rules.redraw {
    case .never: return job.facts(at: now)
    case .ended, .always:
      let isFailed = drawsFailure(of: job, answer: countAnswer(job.ordinal))
      let beforeTheEnd = rules.redraw == .always
      return job.facts(at: now, drawing: isFailed, beforeTheEnd: beforeTheEnd)
    }
  }

  private func drawsFailure(of job: SimulatedJob, answer: Int) -> Bool {
    switch rules.failure {
    case .input(let name): return job.inputs[name]?.boolean ?? false
    case .probability(let probability):
      let seed = rules.seed &+ UInt64(truncatingIfNeeded: answer)
      var generator = SeededGenerator(
        seed: seed,
        ordinal: job.ordinal,
        run: job.run,
        purpose: .answer
      )
      return generator.fraction() < probability
    }
  }

  /// The inputs of each job of a create: the list's elements stand in the input named without the s.
  private func each(_ inputs: [String: JSON]) -> [[String: JSON]] {
    guard let name = rules.jobsInput, case .array(let elements)? = inputs[name] else {
      return [inputs]
    }
    return elements.map { element in
      var own = inputs
      own[name] = nil
      own[name.hasSuffix("s") ? String(name.dropLast()) : name] = element
      return own
    }
  }
}
