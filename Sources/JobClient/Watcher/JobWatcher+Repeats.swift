import DequeModule
import JobModel
import JobProfile

/// Repeats of failed requests: each is paid for from the server's quota, or waits until it can be.
///
///     due ──► is it a repeat? ──no──────────────────────────────► send
///                  └─yes─► paid for, or the probe of an open breaker ──► send
///                  └─yes─► neither: set aside, in order ──(tokens, or a probe's time)──► send
extension JobWatcher {
  /// What that request costs as a repeat; nothing: it repeats none that failed.
  func price(of errand: Errand) -> RetryQuota.Price? {
    switch errand {
    case .status(let run, nil), .held(let run): price(ofPolling: run)
    case .bulk(let runs): runs.first.flatMap { price(ofPolling: $0) }
    case .create(let run): price(ofCreating: run)
    // Of a list that failed only the first page is asked for anew.
    case .sweep: sweep.pages == 0 ? listPrice : nil
    case .log: logPrice
    case .lookUp(let search): search.isFirstPage && search.tries > 0 ? .failed : nil
    case .status(_, let ticket?), .query(_, let ticket), .enumerate(_, _, _, let ticket),
      .control(_, _, let ticket):
      postponedWishes.contains(ticket) ? .throttled : nil
    case .webhook(let errand):
      errand.ticket.map { postponedWishes.contains($0) } ?? false ? .throttled : nil
    }
  }

  private func price(ofPolling run: RunID) -> RetryQuota.Price? {
    guard let entry = entries[run], entry.failures > 0 else { return nil }
    return price(after: entry.trouble)
  }

  private func price(ofCreating run: RunID) -> RetryQuota.Price? {
    guard let entry = entries[run], entry.createSent != nil else { return nil }
    return price(after: entry.trouble)
  }

  var listPrice: RetryQuota.Price? { sweep.failures > 0 ? price(after: host.failure) : nil }

  var logPrice: RetryQuota.Price? { logFollow?.failures ?? 0 > 0 ? .failed : nil }

  /// What the next opening of a push connection costs; to listen for posts is no request.
  func price(ofOpening kind: PushKind) -> RetryQuota.Price? {
    push.isRepeat && kind != .webhook ? .failed : nil
  }

  private func price(after failure: JobFailure?) -> RetryQuota.Price {
    if case .throttled? = failure { .throttled } else { .failed }
  }

  // MARK: Paying

  /// Whether it may be sent now as far as the quota is concerned.
  ///
  /// The probe of an open breaker is always let through: its pace is the breaker's.
  func admits(_ errand: Errand, _ now: Timestamp) -> Bool { admits(price(of: errand), now) }

  private func admits(_ price: RetryQuota.Price?, _ now: Timestamp) -> Bool {
    guard let price, !host.breaker.hasOpened else { return true }
    return quota.admits(price, at: now)
  }

  /// The same for what begins to wait if it may not.
  mutating func mayRepeat(at price: RetryQuota.Price?, _ now: Timestamp) -> Bool {
    if admits(price, now) { return true }
    quota.hold(at: now, options.retry, using: &generator)
    return false
  }

  /// When something of that price may be sent; nothing: now.
  func quotaOpens(for price: RetryQuota.Price?) -> Timestamp? {
    guard let price, !host.breaker.hasOpened else { return nil }
    return quota.opens(for: price)
  }

  mutating func pay(_ price: RetryQuota.Price?, _ now: Timestamp) {
    guard let price else { return }
    quota.take(price, at: now, options.retry, using: &generator)
  }

  // MARK: What it meant for the server

  /// A good answer, whatever it says of the job.
  mutating func succeeded(_ sent: Sent, _ now: Timestamp) {
    let wasOpen = host.breaker.hasOpened
    host.answered(at: now)
    quota.succeeded(sent.price)
    if case .status(let run, _) = sent.errand { lastGood = run }
    if let ticket = sent.errand.ticket { postponedWishes.remove(ticket) }
    // All polls have become due meanwhile: a server that has just come back is not met by a burst.
    if wasOpen, !host.breaker.hasOpened { spreadOverdue(now) }
  }

  /// Counts a failure against the server, unless it is that one job, or the list, that is broken.
  mutating func hostFailed(
    _ failure: JobFailure,
    _ sent: Sent,
    _ now: Timestamp,
    holdingFor pause: Duration?
  ) {
    guard host.isConcerned(byFailureSince: failingSince(sent.errand)) else { return }
    host.failed(failure, sentAt: sent.at, at: now, holdingFor: pause)
  }

  /// Since when that has failed in a row; nothing: it has not failed before.
  private func failingSince(_ errand: Errand) -> Timestamp? {
    switch errand {
    case .status(let run, _), .held(let run):
      entries[run].flatMap { $0.failures > 0 ? $0.failingSince : nil }
    case .sweep: sweep.failures > 0 ? sweep.failingSince : nil
    case .create, .query, .bulk, .enumerate, .lookUp, .control, .log, .webhook: nil
    }
  }

  // MARK: Waiting

  /// What shows best whether the server is well: a job that was answered well before, where it is due.
  ///
  /// Where many jobs are broken, they would take all probes for themselves, and nobody would find out
  /// that the server answers the others.
  mutating func bestProbe(_ now: Timestamp) -> Errand? {
    guard isAsking, host.breaker.hasOpened, let run = lastGood, active.contains(run),
      let due = entries[run]?.due, due <= now, mayPoll(.status, now)
    else { return nil }
    entries[run]?.due = nil
    return .status(run, ticket: nil)
  }

  /// Sets polls that are due aside which the quota does not allow now: none of the others waits for
  /// them.
  mutating func setUnpaidAside(_ now: Timestamp) {
    while let item = nextDue(), item.due <= now, let entry = entries[item.run],
      let price = price(ofPolling: item.run), !listAnswers(for: entry, now),
      !mayRepeat(at: price, now)
    {
      schedule.removeFirst()
      entries[item.run]?.due = nil
      setAside(item.run)
    }
  }

  mutating func setAside(_ run: RunID) {
    guard entries[run]?.isSetAside == false else { return }
    entries[run]?.isSetAside = true
    unpaid.append(run)
  }

  /// Takes the first of them out of the queue.
  private mutating func takeUnpaid() -> RunID? {
    guard let run = unpaid.popFirst() else { return nil }
    entries[run]?.isSetAside = false
    return run
  }

  /// The repeat that has waited longest, where it is its turn.
  mutating func nextRepeat(_ now: Timestamp) -> Errand? {
    while let run = unpaid.first {
      guard let entry = entries[run], isUnpaid(entry) else {
        _ = takeUnpaid()
        continue
      }
      guard mayPoll(.status, now), mayRepeat(at: price(ofPolling: run), now) else { return nil }
      _ = takeUnpaid()
      if mayHold(entry, now) { return .held(run) }
      guard bulkServes, isPolled(entry) else { return .status(run, ticket: nil) }
      var runs = [run]
      while runs.count < profile.bulkLimit, let next = takeUnpaid() {
        if let entry = entries[next], isUnpaid(entry), isPolled(entry) { runs.append(next) }
      }
      return runs.count > 1 ? .bulk(runs) : .status(run, ticket: nil)
    }
    return nil
  }

  /// Whether it still waits: it was not planned anew, nor heard of, since it was set aside.
  private func isUnpaid(_ entry: Entry) -> Bool {
    entry.due == nil && !entry.isAsking && entry.failures > 0 && entry.job.jobID != nil
      && isAskedOn(entry) && (isAsking || asksItself(about: entry))
  }

  /// When the next of them may leave.
  mutating func nextRepeatTime(_ now: Timestamp) -> Timestamp? {
    guard let run = unpaid.first else { return nil }
    let times = [quotaOpens(for: price(ofPolling: run)), pollOpens(.status, now)]
    return times.compactMap(\.self).max() ?? now
  }

  /// Whether that run waits for its turn.
  func isSetAside(_ run: RunID) -> Bool {
    entries[run].map { $0.isSetAside && isUnpaid($0) } ?? false
  }
}
