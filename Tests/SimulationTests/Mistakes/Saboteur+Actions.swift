import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// What the watcher wants done.
extension Saboteur {
  mutating func actions(
    insteadOf actions: [WatcherAction],
    at now: Timestamp,
    _ dice: inout Dice
  ) -> [WatcherAction] {
    var changed: [WatcherAction] = []
    for action in actions { changed += self.actions(insteadOf: action, at: now, &dice) }
    if let failed { changed.append(ask(failed)) }
    if mistake == .burstsAfterSleep, hasSlept {
      for id in requests.keys.sorted() { changed += requests[id].map { [ask($0)] } ?? [] }
    }
    return changed
  }

  private mutating func actions(
    insteadOf action: WatcherAction,
    at now: Timestamp,
    _ dice: inout Dice
  ) -> [WatcherAction] {
    switch action {
    case .ask(let number, let request, let limits):
      note(number, request)
      return asks(number, request, limits, &dice)
    case .report(let update, let isChange):
      defer { update.job.jobID.map { told[$0] = update.job } }
      return reports(update, isChange, &dice)
    case .journal(_, let receipt?) where mistake == .sendsBeforeNoting:
      note(unkept: receipt)
      return [action]
    case .reportStatus(let status):
      if case .retrying(_, 2..., _) = status.link { hasOpened = true }
      return [action]
    case .closePush where mistake == .neverClosesStreams: return []
    case .reply(_, let reply):
      guard mistake == .forgetsCallers, case .deadline? = reply.failure else { return [action] }
      return []
    case .wake(let time) where mistake == .wakesLate:
      return [.wake(at: time.advanced(by: .seconds(60)))]
    case .wake where mistake == .neverRests:
      return [.wake(at: now.advanced(by: .milliseconds(1)))]
    default: return [action]
    }
  }

  private mutating func note(_ number: RequestNumber, _ request: WireRequest) {
    if request.method == .post { creating.insert(number) }
    guard request.method == .get,
      case .status(let id) = Asked(dialect.profile.route(request), dialect)
    else { return }
    asked[number] = request
    requests[id] = request
  }

  private mutating func asks(
    _ number: RequestNumber,
    _ request: WireRequest,
    _ limits: RequestLimits,
    _ dice: inout Dice
  ) -> [WatcherAction] {
    let ask = WatcherAction.ask(number, request, limits)
    switch mistake {
    case .sendsTwice where request.method == .post && dice.falls(0.3): return [ask, ask]
    case .changesKeys where request.method == .post && dice.falls(0.3):
      return [ask, .ask(number, request.withOtherKey(&dice), limits)]
    case .dropsBorrowed where request.method == .get && isAboutDropped(request): return []
    case .leavesGap, .trustsPush:
      return leavesOut && request.method == .get ? [] : [ask]
    default: return [ask]
    }
  }

  private mutating func reports(
    _ update: JobUpdate,
    _ isChange: Bool,
    _ dice: inout Dice
  ) -> [WatcherAction] {
    let report = WatcherAction.report(update, isChange: isChange)
    switch mistake {
    case .deliversTwice where isChange && dice.falls(0.1): return [report, report]
    case .dropsEnds where update.state.isFinal && dice.falls(0.2): return []
    case .refusesUnconfirmed where update.state == .unconfirmed:
      var refused = update
      refused.job.state = .refused
      return [.report(refused, isChange: isChange)]
    case .mixesRuns:
      return [.report(update.inRunBefore(told[update.job.jobID ?? ""]), isChange: isChange)]
    case .asksAfterEnd where update.state.isFinal:
      let request = update.job.jobID.flatMap { requests[$0] }
      return [report] + (request.map { [ask($0)] } ?? [])
    case .takesFailedRequestsForFailedJobs where isFailure(update):
      var failed = update
      failed.job.state = .failed
      return [.report(failed, isChange: true)]
    case .delaysReports where isChange:
      if let held = heldBack {
        heldBack = nil
        return [report, held]
      }
      guard dice.falls(0.2) else { return [report] }
      heldBack = report
      return []
    default: return [report]
    }
  }

  /// Whether that is told because a request came to nothing.
  private func isFailure(_ update: JobUpdate) -> Bool {
    update.source == .poll && update.state.isActive && update.job.repeats > 0
  }
}

extension JobUpdate {
  /// The same, as if it were about the run that was told of before.
  fileprivate func inRunBefore(_ before: Job?) -> JobUpdate {
    guard let before, before.run != job.run else { return self }
    let mixed = Job(
      run: before.run,
      server: job.server,
      jobID: job.jobID,
      runNumber: before.runNumber,
      state: job.state,
      created: job.created
    )
    return JobUpdate(time: time, source: source, job: mixed)
  }
}

extension WireRequest {
  /// The same create, so that its server does not know it again.
  fileprivate func withOtherKey(_ dice: inout Dice) -> WireRequest {
    var request = self
    for field in headers where field.name.canonicalName.contains("key") {
      request.headers[field.name] = RunID(using: &dice).description
    }
    return request
  }
}
