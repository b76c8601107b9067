import JobModel
import JobProfile

extension JobWatcher {
  /// Opens the push connection when it is wanted, closes it when it is not.
  mutating func managePush(_ now: Timestamp) {
    if let number = push.number {
      if wantsPush(push.kind), push.subject.map(isActive) ?? true {
        return subscribe(on: number)
      }
      actions.append(.closePush(number))
      push.closed()
    }
    guard push.mayOpen(at: now), !host.isHeld(at: now), budget.admits(nil),
      let kind = push.preferred(at: now),
      wantsPush(kind), mayRepeat(at: price(ofOpening: kind), now)
    else { return }
    open(kind, now)
  }

  /// The kinds that these options allow, in the order of the profile.
  static func pushKinds(_ profile: Profile, _ options: WatchOptions) -> [PushKind] {
    switch options.push {
    case .automatic: profile.pushKinds.filter { $0 != .webhook }
    case .none: []
    case .webhook: profile.pushKinds.filter { $0 == .webhook }
    }
  }

  private func wantsPush(_ kind: PushKind?) -> Bool {
    guard let kind, host.refusal == nil, !sweep.isAwaited, isAsking || kind == .webhook else {
      return false
    }
    // Once registered a webhook stays until we close.
    if !active.isEmpty || push.kind == .webhook { return true }
    return options.discovers && !profile.asksForSubscription(kind)
      && !profile.hasConnectionPerJob(kind)
  }

  /// When a connection that has ended is to be opened again; nothing where none is wanted as things
  /// stand, or where requests are held instead.
  func nextOpening(_ now: Timestamp) -> Timestamp? {
    guard let reopens = push.reopens, let kind = push.preferred(at: max(reopens, now)),
      kind != .longpoll, wantsPush(kind), !profile.hasConnectionPerJob(kind) || subject != nil
    else { return nil }
    return reopens
  }

  /// The job that a connection about one job would be about.
  private var subject: JobID? {
    active.compactMap { entries[$0]?.job.jobID }.min { $0.rawValue < $1.rawValue }
  }

  private mutating func open(_ kind: PushKind, _ now: Timestamp) {
    let subject = profile.hasConnectionPerJob(kind) ? subject : nil
    if profile.hasConnectionPerJob(kind), subject == nil { return }
    guard let plan = plan(for: kind, about: subject) else { return }
    let number = nextNumber()
    openingPrice = price(ofOpening: kind)
    pay(openingPrice, now)
    push.opening(kind, number: number, about: subject, at: now)
    actions.append(.openPush(number, plan))
  }

  /// Two heartbeats of our own server; a stream that is silent for longer is mute.
  static let pushIdle = Duration.seconds(30)

  /// How to hold a connection of that kind; nothing for one that has none.
  private func plan(for kind: PushKind, about subject: JobID?) -> PushPlan? {
    let request = profile.pushRequest(
      kind,
      about: subject,
      credentials: credentials,
      lastEventID: push.lastEventID
    )
    return switch kind {
    case .sse: request.map { .eventStream($0, idle: Self.pushIdle) }
    case .websocket: request.map { .webSocket($0, idle: Self.pushIdle) }
    case .socketio: request.map { .socketIO($0) }
    case .webhook: webhookAddress.map { .webhook($0) }
    case .longpoll: nil
    }
  }

  private func isActive(_ job: JobID) -> Bool {
    currentRun[job].map(active.contains) ?? false
  }

  /// Asks to be told of the jobs that are active, and of no others.
  private mutating func subscribe(on number: Int) {
    guard push.isOpen, push.mayDiffer, let kind = push.kind else { return }
    push.mayDiffer = false
    guard profile.asksForSubscription(kind) else { return }
    let wanted = Set(active.compactMap { entries[$0]?.job.jobID })
    for id in wanted.subtracting(push.subscribed).sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let frame = profile.subscription(kind, to: id) else { continue }
      actions.append(.tellPush(number, frame))
    }
    for id in push.subscribed.subtracting(wanted).sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let frame = profile.unsubscription(kind, from: id) else { continue }
      actions.append(.tellPush(number, frame))
    }
    push.subscribed = wanted
  }

  mutating func pushed(_ number: Int, _ event: PushEvent, _ now: Timestamp) {
    guard number == push.number, let kind = push.kind else { return }
    switch event {
    case .opened:
      push.opened(at: now)
      host.answered(at: now)
      quota.succeeded(openingPrice)
      closeGap(kind, now)
    case .message(let frame):
      push.heard()
      push.lastEventID = frame.id ?? push.lastEventID
      takeMessage(frame, kind, now)
    case .listening(let port): listening(port: port, now)
    case .posted(let headers, let body): takePost(headers, body, now)
    case .ended(let failure, let code):
      endPush(kind, failure, code, now)
    }
  }

  /// What happened before the subscription is asked for once, unless the server tells it by itself.
  ///
  /// After a break it is asked for in any case: a snapshot need not hold the jobs that have ended.
  mutating func closeGap(_ kind: PushKind, _ now: Timestamp) {
    let runs = active.sorted().filter { run in
      entries[run].map { $0.job.jobID != nil && push.tells(of: $0.job.jobID) } ?? false
    }
    if profile.replays(kind), !push.isReturn {
      for run in runs {
        guard var entry = entries[run] else { continue }
        plan(&entry, after: nil, now)
        keepReplanned(entry)
      }
    } else {
      askAll(runs, now)
    }
  }

  mutating func endPush(
    _ kind: PushKind,
    _ failure: TransportFailure?,
    _ code: Int?,
    _ now: Timestamp
  ) {
    if let code, code == 401 || code == 403, host.seen == nil {
      // Nothing was answered with these credentials yet: it is they that are refused.
      let request = JobFailure.Request(server: server, line: "push (\(kind.rawValue))")
      host.refused(.unauthorised(request, code: code, reason: nil))
    }
    if kind == .webhook, case .notConnected(let why)? = failure,
      case .webhook(let url) = options.push
    {
      warn(.cannotListen(server: server, url: url, why: why))
    }
    let told = push.isOpen || push.wasTelling
    push.ended(
      failure,
      code: code,
      at: now,
      isHostWell: host.failures == 0,
      retry: options.retry,
      using: &generator
    )
    // A try that failed says nothing about any job: only the end of what told us begins the polling.
    if told { pollInstead(now) }
  }

  /// The server tells nothing any more: each job is asked about from now on, at first soon.
  private mutating func pollInstead(_ now: Timestamp) {
    let runs = active.sorted().filter { run in
      entries[run].map { $0.job.jobID != nil && !$0.isAsking } ?? false
    }
    for run in runs {
      guard var entry = entries[run] else { continue }
      entry.step = 0
      plan(&entry, after: nil, now)
      keepReplanned(entry)
    }
    askAll(runs, now)
  }
}
