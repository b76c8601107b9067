import JobModel

/// One life of a job on the server, from its create to its end; the ledger keeps all of them.
struct Life: Sendable {
  /// Its place in the ledger.
  let number: Int
  let id: JobID
  /// The label of the draft that it was made from; nothing: others made it.
  let label: String?
  let created: Timestamp
  /// When work on it begins.
  let starts: Timestamp
  /// When it ends by itself.
  let ends: Timestamp
  /// How it ends by itself.
  let end: JobState
  var cancelled: Timestamp?
  /// The server knows nothing of it any more since then.
  var forgotten: Timestamp?

  func state(at now: Timestamp) -> JobState {
    if let cancelled, cancelled <= now { return .cancelled }
    if now >= ends { return end }
    return now >= starts ? .running : .pending
  }

  func isOver(at now: Timestamp) -> Bool { state(at: now).isFinal }

  /// When it is over at the latest.
  var over: Timestamp { min(cancelled ?? ends, ends) }

  /// When it changes next by itself.
  func nextChange(after now: Timestamp) -> Timestamp? {
    guard !isOver(at: now) else { return nil }
    return now < starts ? starts : ends
  }

  /// What the server says of it, by its own clock.
  func facts(at now: Timestamp, clock skew: Duration) -> JobFacts {
    let state = state(at: now)
    var facts = JobFacts(jobID: id, state: JobFacts.StateReading(word: "", state: state))
    facts.title = label
    facts.created = created.advanced(by: skew)
    if state != .pending, starts <= over { facts.started = starts.advanced(by: skew) }
    if state.isFinal { facts.finished = over.advanced(by: skew) }
    if state == .failed { facts.reason = "the work of \(number) failed" }
    // Later lives of an id have higher revisions, as on a server with one count of changes.
    facts.revision = String(number * 10 + state.rank)
    return facts
  }
}

extension JobState {
  /// How far a job has come.
  var rank: Int {
    switch self {
    case .submitting, .unconfirmed, .pending: 1
    case .running: 2
    case .completed, .failed, .cancelled, .lost, .refused: 3
    }
  }
}
