import JobModel
import JobProfile

/// What is noted of requests for whoever looks closely at a job.
extension JobWatcher {
  /// That run is looked at closely from now on; nothing: none is.
  mutating func inspect(_ run: RunID?) {
    book.inspected = run
    book.told = nil
  }

  /// Why a request is sent.
  func cause(of errand: Errand) -> Exchange.Cause {
    if case .sweep = errand {
      guard sweep.failures > 0, let failure = host.failure else { return .list }
      return .repetition(because: failure.brief)
    }
    if case .bulk = errand { return bulkFailures > 0 ? .repetition(because: "no answer") : .plan }
    guard let entry = errand.run.flatMap({ entries[$0] }) else { return .wish }
    switch errand {
    case .control, .log: return .wish
    case .create, .status, .held, .query, .bulk, .sweep, .enumerate, .lookUp, .webhook: break
    }
    if entry.failures > 0 {
      return .repetition(because: (entry.trouble ?? host.failure)?.brief ?? "no answer")
    }
    switch errand {
    case .held: return .hold
    case .status(_, nil):
      if case .push(let kind)? = entry.hint?.source { return .confirmation(kind) }
      return .plan
    case .create, .status, .control, .log, .query, .bulk, .sweep, .enumerate, .lookUp,
      .webhook:
      return .wish
    }
  }

  /// Notes an answer and what it meant.
  mutating func note(
    _ answer: WireAnswer,
    _ reading: Reading,
    to sent: Sent,
    about id: JobID?,
    _ now: Timestamp
  ) {
    let outcome = Exchange.Outcome.answered(code: answer.code, trouble: trouble(in: reading))
    note(outcome, sent, about: id, bytes: answer.body.count, now)
    guard let run = sent.errand.run ?? id.flatMap({ currentRun[$0] }) else { return }
    if case .log = sent.errand { return }
    // What was answered before still holds, and 304 has no body.
    if case .notModified = reading { return }
    book.note(answer.code, answer.body, about: run, at: now)
  }

  /// Notes that no answer came.
  mutating func note(
    _ failure: TransportFailure,
    to sent: Sent,
    about id: JobID?,
    _ now: Timestamp
  ) {
    note(.unanswered(why: failure.words), sent, about: id, bytes: 0, now)
  }

  /// Notes a message of the server.
  mutating func note(_ frame: PushFrame, _ kind: PushKind, about id: JobID, _ now: Timestamp) {
    guard let run = currentRun[id] else { return }
    // Of most messages nobody will ever ask how long they were.
    let bytes = run == book.inspected ? frame.message?.bytes.count ?? 0 : 0
    let exchange = Exchange(
      time: now,
      line: "",
      cause: .message(kind),
      outcome: .heard,
      bytes: bytes
    )
    book.note(exchange, about: run)
  }

  private mutating func note(
    _ outcome: Exchange.Outcome,
    _ sent: Sent,
    about id: JobID?,
    bytes: Int,
    _ now: Timestamp
  ) {
    let exchange = Exchange(
      time: sent.at,
      line: sent.shownLine,
      cause: sent.cause,
      outcome: outcome,
      duration: sent.at.duration(to: now),
      bytes: bytes
    )
    if case .sweep = sent.errand { return book.noteList(exchange) }
    if case .bulk(let runs) = sent.errand {
      for run in runs { book.note(exchange, about: run) }
      return
    }
    guard let run = sent.errand.run ?? id.flatMap({ currentRun[$0] }) else { return }
    book.note(exchange, about: run)
  }

  private func trouble(in reading: Reading) -> String? {
    switch reading {
    case .jobs, .exists, .notModified: nil
    case .missing(let reason): reason ?? "no such job"
    case .refused(let reason): reason ?? "refused"
    case .unauthorised(_, let reason): reason ?? "unauthorised"
    case .throttled(_, let wait): wait.map { "wants no request for \($0.short)" } ?? "too many"
    case .failed(_, let reason): reason ?? "failed"
    case .unreadable(let why): "not readable: \(why)"
    }
  }

  /// Tells whoever looks closely what is new about the job.
  mutating func reportExchanges(_ now: Timestamp) {
    guard let run = book.inspected, let job = entries[run]?.job else { return }
    let next = nextRequest(about: run, now)
    guard book.isNews || next != book.told?.next else { return }
    book.isNews = false
    let report = JobExchanges(
      run: run,
      exchanges: book.exchanges(about: run, from: job.created, to: job.finished),
      next: next,
      answer: book.answer(about: run).map(received)
    )
    guard report != book.told else { return }
    book.told = report
    actions.append(.reportExchanges(report))
  }

  private func received(_ answer: ExchangeBook.Answer) -> ReceivedAnswer {
    ReceivedAnswer(
      time: answer.time,
      code: answer.code,
      length: answer.length,
      body: redaction.text(String(decoding: answer.body, as: UTF8.self))
    )
  }
}
