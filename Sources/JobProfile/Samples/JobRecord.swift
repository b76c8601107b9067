import JobModel

/// What one answer or message says about one job, while it is read.
///
/// Where a sample names a fact twice, the first place that has it counts.
struct JobRecord: FactSink {
  private(set) var facts = JobFacts()
  /// The word in `{state}`.
  private(set) var word: String?
  /// The words in `{state.NAME}`, by NAME.
  private(set) var parts: [String: String] = [:]
  /// Everything that is no fact of a job, spelt as values are handed over.
  private(set) var others: [Fact: JSON] = [:]
  /// Something stood where the id belongs that is longer than ids are.
  private(set) var hasTooLongID = false
  private var done: Double?
  private var total: Double?

  mutating func take(_ value: JSON, for hole: Hole) {
    switch hole.fact.name {
    case .id:
      hasTooLongID = hasTooLongID || FactValue.isTooLongForID(value)
      Self.set(&facts.jobID, FactValue.id(value).map { JobID($0) })
    case .state: takeState(value, part: hole.fact.member)
    case .title: Self.set(&facts.title, value.text)
    case .kind: Self.set(&facts.kind, value.text)
    case .reason: Self.set(&facts.reason, FactValue.reason(value))
    case .reasonCode: Self.set(&facts.reasonCode, value.text)
    case .result: Self.set(&facts.result, value)
    case .revision: Self.set(&facts.revision, value.text)
    case .progress: Self.set(&facts.progress, FactValue.share(value, form: hole.form))
    case .done: done = done ?? value.double
    case .total:
      total = total ?? value.double
      keep(value, hole)
    case .attempt: Self.set(&facts.attempt, value.integer)
    case .attempts: Self.set(&facts.attemptLimit, value.integer)
    case .created: Self.set(&facts.created, FactValue.instant(value, form: hole.form))
    case .started: Self.set(&facts.started, FactValue.instant(value, form: hole.form))
    case .finished: Self.set(&facts.finished, FactValue.instant(value, form: hole.form))
    case .updated: Self.set(&facts.updated, FactValue.instant(value, form: hole.form))
    case .ends: Self.set(&facts.ends, FactValue.instant(value, form: hole.form))
    case .remaining: Self.set(&facts.remaining, FactValue.length(value, form: hole.form))
    case .expected: Self.set(&facts.expected, FactValue.length(value, form: hole.form))
    case .wait: Self.set(&facts.wait, FactValue.length(value, form: hole.form))
    case .input: if let name = hole.fact.member { facts.inputs[name] = facts.inputs[name] ?? value }
    case .filter, .key, .next, .more, .offset, .page, .limit, .since, .ids, .left, .reset,
      .resetAt, .window, .username, .password, .token, .callback, .webhook, .secret, .holds,
      .event, .now, .method, .methods, .path, .name, .log:
      keep(value, hole)
    }
  }

  /// Within one job a list names a few things more; the first counts.
  mutating func take(_ elements: [JSON], each sample: Sample) {
    guard let element = elements.first(where: sample.holds) else { return }
    sample.read(element, into: &self)
  }

  mutating func take(_ members: [JSON.Member], keyedBy key: TextSample, each sample: Sample) {
    guard let member = members.first else { return }
    take(member, keyedBy: key, sample)
  }

  /// Takes one member of an object keyed by id.
  mutating func take(_ member: JSON.Member, keyedBy key: TextSample, _ sample: Sample) {
    for capture in key.captures(in: member.name) ?? [] {
      take(.string(capture.text), for: capture.hole)
    }
    sample.read(member.value, into: &self)
  }

  private static func set<Value>(_ slot: inout Value?, _ value: Value?) {
    if slot == nil { slot = value }
  }

  private mutating func keep(_ value: JSON, _ hole: Hole) {
    if others[hole.fact] == nil { others[hole.fact] = FactValue.plain(value, for: hole) }
  }

  private mutating func takeState(_ value: JSON, part: String?) {
    guard let text = value.text, !text.isEmpty else { return }
    if let part {
      if parts[part] == nil { parts[part] = text }
    } else if word == nil {
      word = text
    }
  }
}

extension JobRecord {
  /// The facts, once everything was read.
  ///
  /// `{done}` and `{total}` become a progress; end and result count only in a final state.
  func settled(with state: JobFacts.StateReading?) -> JobFacts {
    var facts = facts
    facts.state = state
    if facts.progress == nil, let done, let total, total > 0 {
      facts.progress = min(1, max(0, done / total))
    }
    if state?.state.isFinal != true {
      facts.finished = nil
      facts.result = nil
    }
    return facts
  }

  /// What was found for a fact that is no fact of a job.
  func other(_ name: Fact.Name) -> JSON? { others[Fact(name)] }

  /// An instant that is no fact of a job.
  func instant(of name: Fact.Name) -> Timestamp? {
    other(name).flatMap { FactValue.instant($0, form: nil) }
  }
}
