import JobModel

/// Where the values for the holes come from: what was handed over by name, then a job's facts.
struct FillSource {
  var values: [String: JSON] = [:]
  /// The job that an answer is about.
  var job: JobFacts?
  /// The jobs of a list; nothing in a request, where a list is filled once from the values.
  var jobs: [JobFacts]?
  var states: States?

  /// The source for one job of a list.
  func each(_ job: JobFacts) -> FillSource {
    FillSource(values: [:], job: job, jobs: nil, states: states)
  }

  /// The value for a hole, spelt as its form says; nothing where there is none.
  func value(for hole: Hole) -> JSON? {
    guard !values.isEmpty, let value = values[hole.fact.key] else {
      return job.flatMap { fact(of: $0, for: hole) }
    }
    guard value != .null else { return nil }
    return FactValue.spelt(value, for: hole)
  }

  private func fact(of job: JobFacts, for hole: Hole) -> JSON? {
    let form = hole.form
    return switch hole.fact.name {
    case .id: text(job.jobID?.rawValue, form)
    case .state: state(of: job, part: hole.fact.member, form)
    case .title: text(job.title, form)
    case .kind: text(job.kind, form)
    case .reason: text(job.reason, form)
    case .reasonCode: text(job.reasonCode, form)
    case .revision: text(job.revision, form)
    case .result: job.result
    case .progress: job.progress.map { FactValue.written($0, form: form) }
    case .done: job.progress.map { JSON(($0 * 100).rounded()) }
    case .total: job.progress.map { _ in 100 }
    case .attempt: job.attempt.map { .number(String($0)) }
    case .attempts: job.attemptLimit.map { .number(String($0)) }
    case .created: job.created.map { FactValue.written($0, form: form) }
    case .started: job.started.map { FactValue.written($0, form: form) }
    case .finished: job.finished.map { FactValue.written($0, form: form) }
    case .updated: job.updated.map { FactValue.written($0, form: form) }
    case .ends: job.ends.map { FactValue.written($0, form: form) }
    case .remaining: job.remaining.map { FactValue.written($0, form: form) }
    case .expected: job.expected.map { FactValue.written($0, form: form) }
    case .wait: job.wait.map { FactValue.written($0, form: form) }
    case .input: hole.fact.member.flatMap { job.inputs[$0] }
    case .filter, .key, .next, .more, .offset, .page, .limit, .since, .ids, .left, .reset,
      .resetAt, .window, .username, .password, .token, .callback, .webhook, .secret, .holds,
      .event, .now, .method, .methods, .path, .name, .log:
      nil
    }
  }

  private func text(_ text: String?, _ form: FactForm?) -> JSON? {
    text.map { FactValue.typed(.string($0), form: form) }
  }

  /// The words `true` and `false` are booleans on the wire.
  private func state(of job: JobFacts, part: String?, _ form: FactForm?) -> JSON? {
    guard let state = job.state?.state else { return nil }
    guard let word = states?.word(writing: state, part: part) else { return nil }
    if word == "true" || word == "false" { return .boolean(word == "true") }
    return FactValue.typed(.string(word), form: form)
  }
}
