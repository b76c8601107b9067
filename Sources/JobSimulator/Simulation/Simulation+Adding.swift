import JobModel
import JobProfile

extension Simulation {
  /// The jobs that are there from the start: those that the scenario spells, then drawn ones.
  mutating func addFirstJobs(at start: Timestamp) {
    if rules.hasOneJob {
      _ = add([:], id: .only, key: nil, at: start)
      return
    }
    for spelled in rules.script { addFirst(spelled, at: start) }
    for _ in 0..<rules.start { addFirst(nil, at: start) }
  }

  mutating func add(
    _ inputs: [String: JSON],
    id: JobID?,
    key: String?,
    at now: Timestamp
  ) -> JobID {
    let name = id ?? newID()
    // Ids that count the jobs there are come back after a delete; the new job takes the place.
    if let former = self[name] { remove(former) }
    let script = JobScript(rules: rules, ordinal: created, inputs: inputs)
    let asked = inputs["kind"]?.text
    let drawn = rules.kinds.first { $0.name == asked } ?? drawnKind()
    let job = SimulatedJob(
      ordinal: created,
      id: name,
      title: rules.title(inputs) ?? drawnTitle(kind: drawn),
      kind: asked ?? drawn?.name,
      inputs: inputs,
      key: key,
      created: now,
      opened: now,
      script: script,
      changed: now
    )
    insert(job, at: now)
    return job.id
  }

  /// A drawn job has gone through a part of its time already when the server starts.
  private mutating func addFirst(_ spelled: ScriptedJob?, at start: Timestamp) {
    let script = JobScript(
      rules: rules,
      ordinal: created,
      spelled: spelled ?? ScriptedJob()
    )
    let age = spelled.map { $0.age / rules.speed } ?? script.length * drawnShare()
    let drawn = drawnKind()
    let opened = start.advanced(by: .zero - age)
    let job = SimulatedJob(
      ordinal: created,
      id: newID(),
      title: spelled?.title ?? drawnTitle(kind: drawn),
      kind: spelled?.kind ?? drawn?.name,
      inputs: [:],
      key: nil,
      created: opened,
      opened: opened,
      script: script,
      changed: start
    )
    insert(job, at: start)
  }

  private func newID() -> JobID {
    switch rules.ids {
    case .counter: return JobID(String(created + 1))
    case .count: return JobID(String(count + 1))
    case .uuid:
      var generator = generator(.id)
      return JobID(RunID(using: &generator).description)
    }
  }

  private func drawnShare() -> Double {
    var generator = generator(.age)
    return generator.number(in: 0.05...0.7)
  }

  private func drawnKind() -> Scenario.Kind? {
    var generator = generator(.kind)
    return generator.element(of: rules.kinds)
  }

  private func drawnTitle(kind: Scenario.Kind?) -> String? {
    var generator = generator(.title)
    return generator.element(of: kind?.titles ?? [])
  }

  private func generator(_ purpose: SeededGenerator.Purpose) -> SeededGenerator {
    SeededGenerator(seed: rules.seed, ordinal: created, purpose: purpose)
  }
}
