import JobModel
import JobProfile

/// Requests whose answer the server may leave out because we have it.
extension JobWatcher {
  /// The validator to send along; nothing where the whole answer is needed.
  ///
  /// An end that must be said several times, a push that waits for its confirmation and a job that was
  /// denied want an answer in words.
  func validator(for errand: Errand) -> Validator? {
    switch errand {
    case .status(let run, _):
      guard let entry = entries[run], entry.isKnown, !entry.isDenied, entry.hint == nil,
        entry.job.confirmation == nil, entry.failures == 0
      else { return nil }
      return validators[run]
    case .sweep(let page, nil) where page.isEmpty:
      return sweep.base == nil ? nil : sweep.validator
    case .create, .held, .query, .sweep, .enumerate, .lookUp, .control, .bulk, .log, .webhook:
      return nil
    }
  }

  /// Keeps the validator of an answer that was read: of a job that goes on, or of a list's first page.
  mutating func keepValidator(of answer: WireAnswer, to sent: Sent) {
    switch sent.errand {
    case .status(let run, _):
      validators[run] = active.contains(run) ? Validator(answer) : nil
    case .sweep(let page, nil) where page.isEmpty:
      sweep.firstPage = Validator(answer)
    case .create, .held, .query, .sweep, .enumerate, .lookUp, .control, .bulk, .log, .webhook: break
    }
  }

  /// 304: what is known still holds.
  mutating func unchanged(_ sent: Sent, _ now: Timestamp) {
    if case .held(let run) = sent.errand { return takeHeld(nil, run, sentAt: sent.at, now) }
    if case .sweep = sent.errand, takeUnchangedList(sent, now) { return }
    // Who was not asked whether something has changed says nothing by that.
    guard case .status(let run, let ticket) = sent.errand, sent.validator != nil else {
      return failedQuietly(sent, now)
    }
    entries[run]?.isAsking = false
    apply(JobFacts(), to: run, .poll, sentAt: sent.at, now)
    reply(ticket, run, .poll, now)
  }

  private mutating func failedQuietly(_ sent: Sent, _ now: Timestamp) {
    let request = JobFailure.Request(server: server, line: sent.line)
    failed(sent, .unreadable(request, why: "it says that nothing changed"), now)
  }

  /// 304 to a list: what is known of its jobs still holds.
  ///
  /// - Returns: Whether that is an answer to what was asked.
  private mutating func takeUnchangedList(_ sent: Sent, _ now: Timestamp) -> Bool {
    guard sweep.isPartial || sent.validator != nil else { return false }
    sweep.isPartial = true
    takeSweep([], ListPage(), sent, now)
    return true
  }
}
