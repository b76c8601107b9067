import JobModel
import JobProfile

extension JobWatcher {
  /// Opens the push connection when it is wanted, closes it when it is not.
  mutating func managePush(_ now: Timestamp) {
    guard wantsPush else {
      if let number = push.number {
        actions.append(.closePush(number))
        push.closed()
      }
      return
    }
    guard push.mayOpen(at: now), !host.isHeld(at: now),
      let request = profile.sseRequest(credentials: credentials, lastEventID: push.lastEventID)
    else { return }
    let number = nextNumber()
    push.opening(number: number, at: now)
    actions.append(.openPush(number, request, idle: Self.pushIdle))
  }

  /// Two heartbeats of our own server; a stream that is silent for longer is mute.
  static let pushIdle = Duration.seconds(30)

  private var wantsPush: Bool {
    options.usesPush && profile.sse != nil && host.refusal == nil
      && (options.discovers || !active.isEmpty) && !sweep.isAwaited
  }

  mutating func pushed(_ number: Int, _ event: PushEvent, _ now: Timestamp) {
    guard number == push.number else { return }
    switch event {
    case .opened:
      push.opened(at: now)
      host.answered(at: now)
      closeGap(now)
    case .message(let message):
      push.heard()
      push.lastEventID = message.id ?? push.lastEventID
      takeMessage(message, now)
    case .ended(let failure, let code):
      endPush(failure, code, now)
    }
  }

  /// What happened before the subscription is asked for once, unless the server tells it by itself.
  private mutating func closeGap(_ now: Timestamp) {
    for run in active {
      guard var entry = entries[run], entry.job.jobID != nil else { continue }
      plan(&entry, after: nil, now)
      if profile.sse?.replay == false { plan(&entry, at: now) }
      entries[run] = entry
    }
  }

  private mutating func endPush(_ failure: TransportFailure?, _ code: Int?, _ now: Timestamp) {
    var generator = self.generator
    push.ended(failure, code: code, at: now) { [options] failures in
      options.retry.delay(after: failures, using: &generator)
    }
    self.generator = generator
    if code == 401 || code == 403 {
      let request = JobFailure.Request(server: server, line: "GET \(profile.sse?.path ?? "")")
      host.refused(.unauthorised(request, code: code ?? 401, reason: nil))
    }
    for (index, run) in active.enumerated() {
      guard var entry = entries[run], entry.job.jobID != nil, !entry.isAsking else { continue }
      entry.step = 0
      plan(&entry, at: now.advanced(by: .milliseconds(min(1000, 10 * index))))
      entries[run] = entry
    }
  }

  private mutating func takeMessage(_ message: ServerSentEvent, _ now: Timestamp) {
    guard message.name == profile.sse?.event ?? "message" else { return }
    guard let json = try? JSON(parsing: message.data),
      let facts = profile.read(sseMessage: json, now: now)
    else {
      push.dropped += 1
      return
    }
    let id = facts.jobID ?? (profile.hasOneJob ? JobID.only : nil)
    guard let id else { return askEverything(now) }
    if let run = currentRun[id] {
      takePush(facts, run, now)
    } else if options.discovers {
      discover(facts, id, now)
    }
  }

  /// A push is a hint: an end, or life after an end, is believed when a status request says so.
  private mutating func takePush(_ facts: JobFacts, _ run: RunID, _ now: Timestamp) {
    guard let entry = entries[run], let reading = facts.state else { return }
    let isNews = reading.state.isFinal != entry.job.state.isFinal
    if isNews {
      confirm(run)
    } else if !reading.state.isFinal {
      apply(facts, to: run, .sse, sentAt: nil, now)
    }
  }

  private mutating func discover(_ facts: JobFacts, _ id: JobID, _ now: Timestamp) {
    guard facts.state?.state.isFinal == true else {
      adopt(facts, id, .sse, now)
      return
    }
    if profile.operations.contains(.list) {
      sweep.request(at: now)
    } else {
      track([id], nil, now)
    }
  }

  private mutating func confirm(_ run: RunID) {
    guard entries[run]?.isAsking == false,
      !outbox.contains(where: { $0.run == run && $0.operation == .status })
    else { return }
    outbox.append(.status(run, ticket: nil))
  }

  private mutating func askEverything(_ now: Timestamp) {
    for run in active {
      guard var entry = entries[run], entry.job.jobID != nil, !entry.isAsking else { continue }
      plan(&entry, at: now)
      entries[run] = entry
    }
  }
}
