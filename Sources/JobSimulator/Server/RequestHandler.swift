import Assets
import HTTPTypes
import JobModel
import JobProfile

/// Answers the requests of one simulated server; it knows nothing of sockets.
///
/// ```
///  request ─► CORS ─► own pages ─► gatekeeper ─┬─► answer ──────────────────┐
///                                              ├─► desk ─► host ─► ETag ────┼─► CORS, headers
///                                              └─► feed of events ──────────┘
/// ```
struct RequestHandler: Sendable {
  let profile: Profile
  let gatekeeper: Gatekeeper
  let desk: OperationDesk
  let crossOrigin: CrossOrigin
  let pages: OwnPages?
  let clock: any JobClock
  let sessions: SocketIODesk?

  init(
    profile: Profile,
    credentials: Credentials?,
    host: SimulationHost,
    clock: any JobClock,
    makeCarrier: @escaping @Sendable () -> any WebhookCarrier
  ) {
    self.profile = profile
    gatekeeper = Gatekeeper(profile: profile, credentials: credentials)
    let webhooks = profile.dialect(.webhook).map {
      WebhookDesk(
        profile: profile,
        dialect: $0,
        host: host,
        clock: clock,
        makeCarrier: makeCarrier
      )
    }
    desk = OperationDesk(profile: profile, host: host, webhooks: webhooks)
    crossOrigin = CrossOrigin(manner: profile.simulation.cors)
    pages = profile.name == JobServer.ownProfile ? OwnPages(description: Asset.openAPI.text) : nil
    self.clock = clock
    sessions = profile.dialect(.socketio).map {
      SocketIODesk(dialect: $0, host: host, clock: clock)
    }
  }

  func reply(to request: WireRequest) async -> ServerReply {
    switch verdict(on: request) {
    case .answer(let answer): return .answer(finished(answer, of: request))
    case .operation(let operation, let values):
      var answer = await desk.answer(to: operation, values: values)
      if profile.simulation.hasETag { EntityTag.apply(to: &answer, of: request) }
      return .answer(finished(answer, of: request))
    case .events(let push, let lastEventID):
      let head = finished(EventFeed.head, of: request)
      guard request.method != .head else { return .answer(head) }
      let feed = await EventFeed(
        profile: profile,
        push: push,
        host: desk.host,
        clock: clock,
        lastEventID: lastEventID
      )
      return .events(head, feed)
    case .longPoll(let values):
      let poll = LongPoll(desk: desk, clock: clock, values: values)
      return .held(poll.held.map { finished(applied($0, to: request), of: request) })
    case .socketIO:
      guard let sessions else { return .answer(finished(WireAnswer(code: 404), of: request)) }
      switch await sessions.reply(to: request) {
      case .answer(let answer): return .answer(finished(answer, of: request))
      case .held(let held): return .held(held.map { finished($0, of: request) })
      case .events(let head, _): return .answer(head)
      }
    case .webSocket: return .answer(finished(RequestHandler.upgradeRequired, of: request))
    case .webhook(let operation, let values):
      let answer = await desk.webhooks?.answer(to: operation, values: values)
      return .answer(finished(answer ?? WireAnswer(code: 404), of: request))
    }
  }

  /// Whether a handshake is answered with a WebSocket, and where that goes on.
  func socket(for request: WireRequest) -> Gatekeeper.Verdict? {
    switch gatekeeper.verdict(onHandshake: request) {
    case .webSocket(let lastEventID): .webSocket(lastEventID: lastEventID)
    case .socketIO: .socketIO
    case .answer, .operation, .events, .longPoll, .webhook: nil
    }
  }

  /// What a plain request for a WebSocket is told (RFC 9110 §15.5.22).
  private static let upgradeRequired = WireAnswer(
    code: 426,
    headers: [
      .upgrade: "websocket", .connection: "upgrade", .contentType: "text/plain; charset=utf-8",
    ],
    body: Array("Upgrade Required".utf8)
  )

  /// Says that a preference was followed (RFC 7240 §3), and gives the answer its tag.
  private func applied(_ answer: WireAnswer, to request: WireRequest) -> WireAnswer {
    var answer = answer
    if let prefer = HTTPField.Name("Prefer"), let name = HTTPField.Name("Preference-Applied"),
      request.headers[prefer] != nil
    {
      answer.headers[name] = "wait"
    }
    if profile.simulation.hasETag { EntityTag.apply(to: &answer, of: request) }
    return answer
  }

  private func verdict(on request: WireRequest) -> Gatekeeper.Verdict {
    if let answer = crossOrigin.preflight(request) { return .answer(answer) }
    if let page = pages?.answer(to: request) { return .answer(page) }
    return gatekeeper.verdict(on: request)
  }

  private func finished(_ answer: WireAnswer, of request: WireRequest) -> WireAnswer {
    var answer = answer
    crossOrigin.mark(&answer, to: request)
    for field in profile.simulation.headers where answer.headers[field.name] == nil {
      answer.headers.append(field)
    }
    if request.method == .head {
      // The length is that of the body which a GET would have had (RFC 9110 §9.3.2).
      answer.headers[.contentLength] = answer.body.isEmpty ? nil : String(answer.body.count)
      answer.body = []
    }
    return answer
  }
}
