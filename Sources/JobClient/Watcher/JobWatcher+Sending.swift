import DequeModule
import HTTPTypes
import JobModel
import JobProfile

extension JobWatcher {
  /// Sends what may be sent now: wishes first, then polls that are due.
  mutating func pump(_ now: Timestamp) {
    while mayStart(now), let errand = nextErrand(now) { send(errand, now) }
  }

  private func mayStart(_ now: Timestamp) -> Bool {
    !host.isHeld(at: now) && hasRoom
  }

  /// Whether nothing must be answered before the next request.
  ///
  /// Where the breaker is half-open that is one at a time; what the server holds tries no ground.
  var hasRoom: Bool {
    inFlight.count < options.maximumInFlight
      && (host.failures == 0 || inFlight.count - heldCount < 1)
  }

  private mutating func nextErrand(_ now: Timestamp) -> Errand? {
    while let errand = nextWish(now) {
      if isStillWanted(errand) { return cautious(errand, now) }
      settleOverdue(errand, now)
    }
    guard host.refusal == nil else { return nil }
    if let errand = bestProbe(now) { return errand }
    if let errand = dueLog(now) { return errand }
    if isAsking, options.polls, let due = sweep.due, due <= now, !sweep.isRunning,
      mayPoll(.list, now), mayRepeat(at: listPrice, now)
    {
      return beginSweep(now)
    }
    if let errand = nextRepeat(now) { return errand }
    setUnpaidAside(now)
    guard let item = nextDue(), item.due <= now, let entry = entries[item.run] else { return nil }
    let isListed = listAnswers(for: entry, now)
    guard mayPoll(isListed ? .list : .status, now), !isListed || mayRepeat(at: listPrice, now)
    else {
      return nil
    }
    if mayHold(entry, now) {
      schedule.removeFirst()
      entries[item.run]?.due = nil
      return .held(item.run)
    }
    if isListed { return sweep.notBefore.map { $0 > now } ?? false ? nil : beginSweep(now) }
    schedule.removeFirst()
    if bulkServes, isPolled(entry) {
      entries[item.run]?.due = nil
      let runs = duePolls(with: item.run, now)
      return runs.count > 1 ? .bulk(runs) : .status(item.run, ticket: nil)
    }
    return dueErrand(item.run, now)
  }

  /// Whether a request that waited its turn still has an answer to bring: what it was to ask may have
  /// been told meanwhile.
  private func isStillWanted(_ errand: Errand) -> Bool {
    if case .lookUp = errand { return !lookedUp.isEmpty }
    if isOverdue(errand) { return false }
    // The draft may have been forgotten, or sent by another process.
    if case .create(let run) = errand { return entries[run] != nil }
    guard case .status(let run, nil) = errand, let entry = entries[run] else { return true }
    // The id has a newer run: what is said now would be about that one, which has polls of its own.
    if let id = entry.job.jobID, currentRun[id] ?? run != run { return false }
    return !entry.job.state.isFinal || entry.hint != nil || profile.hasOneJob
  }

  /// The next poll that is due; a sweep on its way answers for all of them.
  mutating func nextDue() -> Schedule.Item? {
    sweepServes && sweep.isRunning ? nil : nextItem()
  }

  /// The first job in the queue of those that have an instant of their own; where another process
  /// asks, of those of which we must know ourselves whether they exist.
  mutating func nextItem() -> Schedule.Item? {
    let anew = awaitedAnew
    return schedule.first { [entries, isAsking = isAsking && options.polls] item in
      guard let entry = entries[item.run], entry.due == item.due else { return false }
      return isAsking || entry.asksItself || anew.contains(item.run)
    }
  }

  private mutating func dueErrand(_ run: RunID, _ now: Timestamp) -> Errand? {
    guard var entry = entries[run] else { return nil }
    entry.due = nil
    entries[run] = entry
    switch entry.job.state {
    case .submitting:
      settleAbandoned(run, now)
      return nextWish(now)
    case .pending, .running:
      return .status(run, ticket: nil)
    case .completed, .failed, .cancelled, .lost:
      return profile.hasOneJob ? .status(run, ticket: nil) : nil
    case .unconfirmed, .refused:
      return nil
    }
  }

  private mutating func send(_ errand: Errand, _ now: Timestamp) {
    let values = values(for: errand)
    guard let values, var request = request(for: errand, values) else {
      return dropUnsupported(errand)
    }
    let validator = validator(for: errand)
    if let validator { request.headers[validator.field] = validator.value }
    let number = RequestNumber(value: nextNumber())
    let price = price(of: errand)
    let path = request.path
    inFlight[number] = Sent(
      errand: errand,
      at: now,
      line: "\(request.method.rawValue) \(path)",
      shownLine: "\(request.method.rawValue) \(redaction.target(request.target))",
      cause: cause(of: errand),
      target: request.target,
      validator: validator,
      values: values,
      price: price
    )
    budget.sent(number, errand, at: now)
    pay(price, now)
    for run in errand.polled { countPoll(of: run, now) }
    if case .create(let run) = errand { noteCreateSent(run, now) }
    actions.append(.ask(number, request, limits(for: errand)))
  }

  /// Where an earlier try may have arrived the job may be as old as that; what an earlier process sent
  /// it sent after the draft was made.
  private mutating func noteCreateSent(_ run: RunID, _ now: Timestamp) {
    guard var entry = entries[run] else { return }
    entry.createSent = entry.createMayExist ? entry.createSent ?? entry.job.created : now
    entries[run] = entry
  }

  private func limits(for errand: Errand) -> RequestLimits {
    switch errand {
    case .held: RequestLimits(time: holdLimit)
    case .sweep, .enumerate, .lookUp: RequestLimits(body: 64 << 20)
    case .log: RequestLimits(body: LogFollow.longestAnswer)
    case .create, .status, .query, .bulk, .control, .webhook: RequestLimits()
    }
  }

  private mutating func countPoll(of run: RunID, _ now: Timestamp) {
    guard var entry = entries[run] else { return }
    entry.isAsking = true
    entry.askedAt = now
    entry.job.polls += 1
    if entry.failures > 0 { entry.job.repeats += 1 }
    entries[run] = entry
  }

  private func request(for errand: Errand, _ values: [String: JSON]) -> WireRequest? {
    if case .webhook(let errand) = errand { return request(for: errand) }
    if case .held(let run) = errand {
      return entries[run]?.job.jobID.flatMap {
        profile.longPollRequest(about: $0, credentials: credentials)
      }
    }
    guard let operation = errand.operation else { return nil }
    var request = profile.request(operation, values: values, credentials: credentials)
    if let target = errand.target { request?.target = target }
    return request
  }

  /// What fills the holes of the request; nothing where there is no id to ask about.
  private func values(for errand: Errand) -> [String: JSON]? {
    switch errand {
    case .create(let run): return createValues(run)
    case .status(let run, _), .held(let run), .control(_, let run, _), .log(let run):
      guard let id = entries[run]?.job.jobID else { return nil }
      return ["id": .string(id.rawValue)]
    case .query(let id, _): return ["id": .string(id.rawValue)]
    case .bulk(let runs):
      return [
        "ids": .array(runs.compactMap { entries[$0]?.job.jobID.map { .string($0.rawValue) } })
      ]
    case .webhook: return [:]
    case .sweep(let values, _), .enumerate(let values, _, _, _): return listed(values)
    case .lookUp(let search): return listed(search.values)
    }
  }

  private func listed(_ values: [String: JSON]) -> [String: JSON] {
    values.merging(["limit": .number(String(profile.listLimit))]) { given, _ in given }
  }

  private mutating func dropUnsupported(_ errand: Errand) {
    guard let ticket = errand.ticket else { return }
    let failure = errand.operation.map(unsupported) ?? .closed
    actions.append(.reply(ticket, .failure(failure)))
  }

  func unsupported(_ operation: JobOperation) -> JobFailure {
    .unsupported(server: server, operation: operation, profile: profile.name)
  }
}
