import JobModel
import JobProfile

/// Status requests that came to nothing.
extension JobWatcher {
  /// A status request came to nothing: it is repeated after a while.
  ///
  /// `delay`: that while, where it is the same for several jobs.
  mutating func pollFailed(
    _ run: RunID,
    _ failure: JobFailure,
    after delay: Duration? = nil,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    entry.isAsking = false
    // That says nothing of a create of others, which may be settled by now.
    guard !isLeft(entry) else { return entries[run] = entry }
    if entry.failures == 0 { entry.failingSince = now }
    if delay == nil { entry.failedAt = now }
    entry.failures += 1
    if entry.failures >= CircuitBreaker.patience { ailing.insert(run) }
    entry.trouble = failure
    if failure.isLasting, !entry.isKnown { entry.job.reason = failure.description }
    if isAskedOn(entry) {
      let delay = delay ?? options.retry.delay(after: entry.failures, using: &generator)
      plan(&entry, at: retryTime(after: delay, now), because: .failure(failure.brief))
    }
    entries[run] = entry
    report(entry, .poll, now, isChange: false)
  }

  /// Whether it is asked about until there is an answer.
  func isAskedOn(_ entry: Entry) -> Bool {
    let run = entry.job.run
    return active.contains(run) || goesOnAfterEnd(entry)
      || awaitedAnew.contains(run)
  }

  /// What came makes no sense: the job that it is about waits, and all others of the host too where
  /// that is everything it has said for a while.
  mutating func garbled(_ failure: JobFailure, _ sent: Sent, _ now: Timestamp) {
    // Where the list makes no sense either, a few answers say as much as one for each job.
    let isAllItSays =
      sweep.failures > 0 && host.failures >= 5
      || host.understood.map { $0.duration(to: now) > options.staleness } ?? true
    let pause = isAllItSays && host.breaker.opensNext ? backoff() : nil
    hostFailed(failure, sent, now, holdingFor: pause)
    failed(sent, failure, now)
  }

  /// Asked to wait, all would come back in the same instant.
  private func retryTime(after delay: Duration, _ now: Timestamp) -> Timestamp {
    let until = host.heldUntil ?? now
    if case .throttled = host.failure { return max(now, until).advanced(by: delay) }
    return max(now.advanced(by: delay), until)
  }
}

extension JobFailure {
  /// Whether the same status request will be answered the same way.
  var isLasting: Bool {
    switch self {
    case .failed(_, let code, _):
      (400..<500).contains(code) && ![401, 403, 404, 408, 409, 410, 425, 429].contains(code)
    case .refused: true
    case .unreachable, .untrusted, .noAnswer, .unauthorised, .throttled, .unreadable, .unknownJob,
      .notSent, .unsupported, .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal,
      .foreignLink,
      .cannotListen, .unkept, .unread, .closed, .cancelled:
      false
    }
  }
}
