import Assets
import HTTPTypes
import JobModel
import JobProfile

/// Answers the requests of one simulated server; it knows nothing of sockets.
///
/// ```
///  request ─► CORS ─► own pages ─► gatekeeper ─► faults ─┬─► answer ───────────────────────────┐
///                                                        ├─► limit ─► desk ─► host ─► ETag ────┼─► CORS, headers
///                                                        └─► feed of events ───────────────────┘
/// ```
struct RequestHandler: Sendable {
  let profile: Profile
  let gatekeeper: Gatekeeper
  let desk: OperationDesk
  let crossOrigin: CrossOrigin
  let pages: OwnPages?
  let counter: RequestCounter?
  let clock: any JobClock
  let sessions: SocketIODesk?
  /// Nothing on a server that others can reach.
  let control: FaultControl?

  init(
    profile: Profile,
    credentials: Credentials?,
    host: SimulationHost,
    clock: any JobClock,
    isControlled: Bool,
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
    counter = profile.rateLimit.map { RequestCounter($0, clock: clock) }
    self.clock = clock
    control = isControlled ? FaultControl(host: host) : nil
    sessions = profile.dialect(.socketio).map {
      SocketIODesk(dialect: $0, host: host, clock: clock)
    }
  }

  func reply(to request: WireRequest, from address: String) async -> ServerReply {
    if let answer = await control?.answer(to: request) { return .answer(answer) }
    if let id = pages?.job(whoseResultIsAskedBy: request) {
      if let refusal = gatekeeper.refusal(of: request) {
        return .answer(finished(refusal, of: request))
      }
      return .answer(finished(await desk.result(of: id), of: request))
    }
    let verdict = verdict(on: request)
    return await disturbed(await desk.host.faults.treatment(for: verdict.target)) { treatment in
      await reply(to: request, verdict, treatment, from: address)
    }
  }

  private func reply(
    to request: WireRequest,
    _ verdict: Gatekeeper.Verdict,
    _ treatment: RequestTreatment,
    from address: String
  ) async -> ServerReply {
    var desk = desk
    desk.treatment = treatment
    switch verdict {
    case .answer(let answer): return .answer(finished(answer, of: request))
    case .refusal(let operation, let refusal):
      let answer = await counted(operation, from: address) { refusal }
      return .answer(finished(answer, of: request))
    case .operation(let operation, let values):
      let answer = await counted(operation, from: address) {
        var answer = await desk.answer(to: operation, values: values, of: request)
        if profile.simulation.hasETag { EntityTag.apply(to: &answer, of: request) }
        return answer
      }
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
      return await longPoll(values, at: desk, of: request, from: address)
    case .socketIO:
      // Its library answers by itself: without the fields of the server around it.
      return await sessions?.reply(to: request) ?? .answer(WireAnswer(code: 404))
    case .webSocket: return .answer(finished(RequestHandler.upgradeRequired, of: request))
    case .webhook(let operation, let values):
      let answer = await desk.webhooks?.answer(to: operation, values: values)
      return .answer(finished(answer ?? WireAnswer(code: 404), of: request))
    }
  }

  /// A long poll counts as a status request, when it comes.
  private func longPoll(
    _ values: [String: JSON],
    at desk: OperationDesk,
    of request: WireRequest,
    from address: String
  ) async -> ServerReply {
    let reading = await counter?.count(.status, from: address)
    if let reading, reading.isExceeded {
      return .answer(finished(limited(rateLimited(reading), reading), of: request))
    }
    let poll = LongPoll(desk: desk, clock: clock, values: values)
    return .held(
      poll.held.map { finished(limited(applied($0, to: request), reading), of: request) }
    )
  }

  /// Whether a handshake is answered with a WebSocket, and where that goes on.
  func socket(for request: WireRequest) -> Gatekeeper.Verdict? {
    switch gatekeeper.verdict(onHandshake: request) {
    case .webSocket(let values): .webSocket(values: values)
    case .socketIO: .socketIO
    case .answer, .refusal, .operation, .events, .longPoll, .webhook: nil
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

  /// The answer to a body that is longer than the server takes.
  var tooLarge: WireAnswer { profile.answer(.bodyTooLarge, to: nil, jobs: [], values: [:]) }

  /// An answer within the profile's rate limit, or that to one request too many.
  private func counted(
    _ operation: JobOperation,
    from address: String,
    _ answer: () async -> WireAnswer
  ) async -> WireAnswer {
    guard let reading = await counter?.count(operation, from: address) else {
      return await answer()
    }
    return limited(reading.isExceeded ? rateLimited(reading) : await answer(), reading)
  }

  private func rateLimited(_ reading: RequestQuota.Reading) -> WireAnswer {
    profile.answer(.rateLimited, to: nil, jobs: [], values: reading.values)
  }

  /// An answer with the fields of the rate limit; a request that did not count gets none.
  private func limited(_ answer: WireAnswer, _ reading: RequestQuota.Reading?) -> WireAnswer {
    guard let reading else { return answer }
    var answer = answer
    for field in profile.limitHeaders(values: reading.values)
    where answer.headers[field.name] == nil {
      answer.headers.append(field)
    }
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
