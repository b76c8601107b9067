import JobModel

/// Finds out what one answer means, in the order in which a profile's samples are tried:
/// the answers that say no, then success, then the general meaning of the code.
struct AnswerReader {
  let profile: Profile
  let operation: JobOperation
  let spelling: Operation
  let answer: WireAnswer
  let content: BodyContent
  let id: JobID?
  let now: Timestamp
  let values: [String: JSON]

  func reading() -> Reading {
    if answer.code == 304 { return .notModified }
    return special() ?? gone() ?? success() ?? failure()
  }

  /// `missing`, `exists`, `refused`, `absent`, `invalid`: their code, and every constant of the body.
  private func special() -> Reading? {
    if let found = record(of: missing) { return .missing(reason: reason(in: found)) }
    if let found = record(of: spelling.exists) { return .exists(attached(to: found)) }
    for sample in [spelling.refused, spelling.absent, spelling.invalid] {
      if let found = record(of: sample) { return .refused(reason: reason(in: found)) }
    }
    return nil
  }

  /// What says that there is no such job; an operation that does not say it says it as `status`.
  private var missing: AnswerSample? {
    switch operation {
    case .create, .list, .bulk: nil
    case .status, .cancel, .retry, .delete, .log:
      spelling.missing ?? profile.spellings[.status]?.missing
    }
  }

  private func record(of sample: AnswerSample?) -> JobRecord? {
    guard let sample else { return nil }
    let isSuccess = sample.codes.isEmpty && (200..<300).contains(answer.code)
    guard isSuccess || sample.lists(answer.code), sample.holds(content) else { return nil }
    return sample.read(content, answer.headers).shared
  }

  private func attached(to record: JobRecord) -> JobFacts {
    var facts = record.settled(with: nil)
    if case .state(let state) = profile.states.finding(in: record) {
      facts = record.settled(with: state)
    }
    facts.jobID = facts.jobID ?? id
    return facts
  }

  /// 404 and 410 mean that there is no such job, whatever the body says; a create or a list that is
  /// not found is only a wrong address.
  private func gone() -> Reading? {
    guard answer.code == 404 || answer.code == 410 else { return nil }
    switch operation {
    case .create, .list, .bulk: return nil
    case .status, .cancel, .retry, .delete, .log: return .missing(reason: derivedReason())
    }
  }

  /// Everything else that is no success.
  private func failure() -> Reading {
    let code = answer.code
    if isRateLimited { return .throttled(code: code, wait: wait) }
    switch code {
    case 401, 403: return .unauthorised(code: code, reason: derivedReason())
    case 429, 503: return .throttled(code: code, wait: wait)
    default: return .failed(code: code, reason: derivedReason())
    }
  }

  private var isRateLimited: Bool {
    guard let sample = profile.rateLimit?.answer else { return false }
    return sample.lists(answer.code) && sample.holds(content)
  }

  private var wait: Duration? { profile.rateLimit(in: answer, now: now).wait }

  private func reason(in record: JobRecord) -> String? {
    record.facts.reason ?? derivedReason()
  }

  /// The first of the places where servers put what went wrong, or a text body without its tags.
  func derivedReason() -> String? {
    switch content {
    case .empty: return nil
    case .text: return PlainText.read(content.text)
    case .json(let value, _):
      let places = [
        value["error"], value["detail"], value["message"], value["meta"]?["message"],
        value["title"], value["error"]?["message"], value,
      ]
      return places.lazy.compactMap { $0?.string }.first { !$0.isEmpty }
    }
  }
}
