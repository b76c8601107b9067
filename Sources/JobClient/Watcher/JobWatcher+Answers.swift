import JobModel
import JobProfile

extension JobWatcher {
  /// An answer came: what it means for the host, then for what was asked.
  mutating func answered(_ number: RequestNumber, _ answer: WireAnswer, _ now: Timestamp) {
    guard let sent = inFlight.removeValue(forKey: number) else { return }
    noteAnswerTime(sent, now)
    let id = sent.errand.run.flatMap { entries[$0]?.job.jobID } ?? sent.errand.query
    if host.isAway {
      renewal.serverCameBack(at: now)
      bulkFailures = 0
      // It may have begun anew meanwhile, with nothing in its memory.
      if host.absence(at: now) >= .seconds(1) { sweep.doubt() }
      sweep.serverCameBack(at: now)
    }
    if let date = answer.date { serverClock.learn(date: date, askedAt: sent.at, at: now) }
    noteLimit(in: answer, to: number, now)
    let reading = timed(read(answer, to: sent, about: id, now), sent, now)
    note(answer, reading, to: sent, about: id, now)
    if case .webhook(let errand) = sent.errand, case .jobs = reading {
      succeeded(sent, now)
      return webhookAnswered(errand, answer, now)
    }
    if case .log(let run) = sent.errand, case .jobs = reading {
      succeeded(sent, now)
      return logAnswered(run, answer, sent, now)
    }
    let line = answer.origin.map { "\(sent.line), which led on to \($0)," } ?? sent.line
    let request = JobFailure.Request(server: server, line: line)
    if case .create(let run) = sent.errand, let why = whyAJobMayBeHidden(answer, reading) {
      succeeded(sent, now)
      entries[run]?.createMayExist = true
      return settleUnconfirmed(run, .unreadable(request, why: why), now)
    }
    switch reading {
    case .jobs(let jobs, let page):
      succeeded(sent, now)
      keepValidator(of: answer, to: sent)
      taken(jobs, page, sent, now)
    case .exists(let facts):
      succeeded(sent, now)
      taken([facts], ListPage(), sent, now)
    case .missing(let reason):
      succeeded(sent, now)
      missing(reason, sent, now)
    case .refused(let reason):
      succeeded(sent, now)
      refused(reason, sent, now)
    case .notModified:
      succeeded(sent, now)
      unchanged(sent, now)
    case .unauthorised(403, let reason) where sent.errand.changesJobs && host.understood != nil:
      // Who may only read goes on reading.
      succeeded(sent, now)
      refused(reason ?? "forbidden", sent, now)
    case .unauthorised(let code, let reason):
      let failure = JobFailure.unauthorised(request, code: code, reason: reason)
      host.refused(failure)
      failed(sent, failure, now)
      failEveryone(failure)
      giveUpUnsent(failure, now)
    case .throttled(let code, let asked):
      // “Ask again at once” is no time to wait.
      let wait = asked.flatMap { $0 > .zero ? $0 : nil }
      let failure = JobFailure.throttled(request, code: code, wait: wait)
      host.heard(at: now)
      host.failed(failure, sentAt: sent.at, at: now, holdingFor: wait ?? backoff())
      postponed(sent, failure, now)
    case .failed(let code, let reason):
      let failure = JobFailure.failed(request, code: code, reason: reason)
      if sent.errand.isWish, code < 500 {
        // The wish is at fault, and nobody repeats it: the server is well.
        succeeded(sent, now)
      } else {
        let pause = host.breaker.opensNext ? backoff() : nil
        hostFailed(failure, sent, now, holdingFor: pause)
      }
      failed(sent, failure, now)
    case .unreadable(let why):
      garbled(.unreadable(request, why: why), sent, now)
    }
    endLastPoll(of: sent.errand)
  }

  /// The same with all instants by our clock, after what they tell of the server's.
  private mutating func timed(_ reading: Reading, _ sent: Sent, _ now: Timestamp) -> Reading {
    switch reading {
    case .jobs(let jobs, let page):
      for facts in jobs { learnTime(from: facts, sent, now) }
      return .jobs(jobs.map(serverClock.ours), page: page)
    case .exists(let facts):
      return .exists(serverClock.ours(facts))
    case .missing, .refused, .notModified, .unauthorised, .throttled, .failed, .unreadable:
      return reading
    }
  }

  private mutating func learnTime(from facts: JobFacts, _ sent: Sent, _ now: Timestamp) {
    serverClock.learn(from: facts, at: now)
    guard case .create(let run) = sent.errand, let created = facts.created,
      let draft = entries[run]?.job.created
    else { return }
    serverClock.learn(creation: created, notBefore: draft, at: now)
  }

  private func read(
    _ answer: WireAnswer,
    to sent: Sent,
    about id: JobID?,
    _ now: Timestamp
  ) -> Reading {
    let now = serverClock.theirs(now)
    if case .webhook(let errand) = sent.errand {
      return profile.readWebhookAnswer(answer, isWithdrawal: errand.isWithdrawal, now: now)
    }
    guard let operation = sent.errand.operation else { return .unreadable(why: "") }
    return profile.read(answer, to: operation, about: id, now: now, values: sent.values)
  }

  /// No answer came.
  mutating func unanswered(
    _ number: RequestNumber,
    _ failure: TransportFailure,
    _ now: Timestamp
  ) {
    guard let sent = inFlight.removeValue(forKey: number) else { return }
    note(failure, to: sent, about: sent.errand.query, now)
    if failure.isUnsent {
      budget.neverSent(number)
    } else {
      budget.ended(number, RateLimitReading(), isRefusal: false, at: now)
    }
    let described = describe(failure, sent)
    if case .tooLarge = failure, !sent.errand.isCreate {
      garbled(described, sent, now)
      return endLastPoll(of: sent.errand)
    }
    let pause = options.retry.forAbsence(of: host.absence(at: now))
      .delay(after: host.failures + 1, using: &generator)
    hostFailed(described, sent, now, holdingFor: pause)
    if case .create(let run) = sent.errand {
      if !failure.isUnsent { entries[run]?.createMayExist = true }
      createUnanswered(run, described, isUnsent: failure.isUnsent, now)
    } else if !keepsWish(sent, isUnsent: failure.isUnsent, now) {
      failed(sent, described, now)
    }
    if host.seen == nil, let patience = options.patience, host.failures >= patience {
      failEveryone(described)
      giveUpUnsent(described, now)
    }
    endLastPoll(of: sent.errand)
  }

  mutating func backoff() -> Duration {
    options.retry.delay(after: host.failures + 1, using: &generator)
  }

  private func describe(_ failure: TransportFailure, _ sent: Sent) -> JobFailure {
    let request = JobFailure.Request(server: server, line: sent.line)
    return switch failure {
    case .broken(TransportFailure.notHTTP): .unreadable(request, why: "it is not HTTP")
    case .notConnected(let why), .broken(let why): .unreachable(request, why: why)
    case .notForwarded(let variable, let why): .notForwarded(request, by: variable, why: why)
    case .misled(let redirects): .misled(request, redirects: redirects)
    case .untrusted(let why): .untrusted(request, why: why)
    case .timedOut(let limit): .noAnswer(request, within: limit)
    case .tooLarge(let limit): .unreadable(request, why: "it is longer than \(limit) bytes")
    }
  }

  private mutating func taken(
    _ jobs: [JobFacts],
    _ page: ListPage,
    _ sent: Sent,
    _ now: Timestamp
  ) {
    switch sent.errand {
    case .create(let run):
      created(run, jobs, now)
    case .status(let run, let ticket):
      entries[run]?.isAsking = false
      let source = source(ofAnswerTo: sent, about: run)
      if let facts = jobs.first { apply(facts, to: run, source, sentAt: sent.at, now) }
      settleHint(of: run, askedAt: sent.at, now)
      if !goesOn(with: sent) { reply(ticket, run, source, now) }
    case .held(let run):
      takeHeld(jobs.first, run, sentAt: sent.at, now)
    case .query(let id, let ticket):
      let updates = jobs.prefix(1).map { stranger($0, id, .poll, now) }
      actions.append(.reply(ticket, .success(updates)))
    case .bulk(let runs):
      takeBulk(jobs, runs, sent, now)
    case .sweep:
      takeSweep(jobs, page, sent, now)
    case .enumerate(_, let found, _, let ticket):
      enumerated(found, jobs, page, ticket, sent, now)
    case .lookUp(let search): takeLookUp(search, jobs, page, sent, now)
    case .control(let operation, let run, let ticket):
      controlled(operation, run, jobs.first, ticket, sent, now)
    case .log, .webhook: break
    }
  }

  private mutating func missing(_ reason: String?, _ sent: Sent, _ now: Timestamp) {
    let run = sent.errand.run
    switch sent.errand {
    case .create(let run):
      createRefused(run, reason ?? "no such path", now)
    case .status(let run, let ticket):
      entries[run]?.isAsking = false
      unknown(run, now)
      let id = entries[run]?.job.jobID ?? .only
      if let ticket {
        forgetWish(ticket)
        actions.append(.reply(ticket, .failure(.unknownJob(server: server, id: id))))
      }
    case .held(let run):
      entries[run]?.isAsking = false
      unknown(run, now)
    case .query(let id, let ticket):
      actions.append(.reply(ticket, .failure(.unknownJob(server: server, id: id))))
    case .control(_, _, let ticket):
      let id = run.flatMap { entries[$0]?.job.jobID } ?? .only
      actions.append(.reply(ticket, .failure(.unknownJob(server: server, id: id))))
    case .log(let run):
      logFailed(run, reason ?? "the server has none", now)
    case .bulk, .sweep, .enumerate, .lookUp, .webhook:
      let request = JobFailure.Request(server: server, line: sent.line)
      failed(sent, .failed(request, code: 404, reason: reason), now)
    }
  }

  private mutating func refused(_ reason: String?, _ sent: Sent, _ now: Timestamp) {
    if case .create(let run) = sent.errand { return createRefused(run, reason, now) }
    guard let operation = sent.errand.operation else {
      let request = JobFailure.Request(server: server, line: sent.line)
      return failed(sent, .failed(request, code: 400, reason: reason), now)
    }
    failed(sent, .refused(server: server, operation: operation, reason: reason), now)
  }

  /// What was asked for did not come: a poll is repeated, a caller is told.
  mutating func failed(_ sent: Sent, _ failure: JobFailure, _ now: Timestamp) {
    switch sent.errand {
    case .create(let run):
      createFailed(run, failure, now)
    case .status(let run, let ticket):
      pollFailed(run, failure, now)
      giveUp(on: run, failure)
      guard let ticket else { break }
      actions.append(.reply(ticket, .failure(why(ticket, run, isNotAsked: failure))))
      forgetWish(ticket)
    case .held(let run):
      push.holdFailed(failure, askedAt: sent.at, at: now)
      pollFailed(run, failure, now)
      giveUp(on: run, failure)
    case .bulk(let runs):
      bulkFailed(runs, failure, now)
    case .sweep:
      sweepFailed(now)
    case .control(_, let run, let ticket): controlFailed(run, ticket, failure, now)
    case .query(_, let ticket), .enumerate(_, _, _, let ticket):
      actions.append(.reply(ticket, .failure(failure)))
    case .lookUp(let search): lookUpFailed(search, now)
    case .log(let run):
      logFailed(run, failure.cause, now)
    case .webhook(let errand):
      webhookFailed(errand, failure, now)
    }
  }

  mutating func reply(
    _ ticket: Ticket?,
    _ run: RunID,
    _ source: UpdateSource,
    _ now: Timestamp
  ) {
    // The answer may have opened the next run of the row.
    let latest = entries[run]?.job.jobID.flatMap { currentRun[$0] } ?? run
    guard let ticket, let job = entries[latest]?.job else { return }
    actions.append(.reply(ticket, .success([JobUpdate(time: now, source: source, job: job)])))
  }
}

extension Errand {
  /// The job that a query is about.
  fileprivate var query: JobID? {
    guard case .query(let id, _) = self else { return nil }
    return id
  }
}
