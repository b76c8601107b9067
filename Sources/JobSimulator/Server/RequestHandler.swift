import Assets
import HTTPTypes
import JobModel
import JobProfile
import Logging

/// Answers the requests of one simulated server; it knows nothing of sockets.
///
/// A class, because everybody who holds it would else hold profiles of some kilobytes.
///
/// ```
///  request ─► CORS ─► gatekeeper ─► faults ─┬─► answer ───────────────────────────┐
///                                           ├─► limit ─► desk ─► host ─► ETag ────┼─► finish
///                                           └─► feed of events ───────────────────┘
/// ```
final class RequestHandler: Sendable {
  let profile: Profile
  let gatekeeper: Gatekeeper
  let desk: OperationDesk
  let finish: AnswerFinish
  let limiter: RequestLimiter
  let keyDesk: KeyDesk
  /// Nothing on a server in another manner than our own.
  let own: OwnDesk?
  let clock: any JobClock
  let sessions: SocketIODesk?
  /// Nothing on a server that others can reach.
  let control: FaultControl?

  init(
    profile: Profile,
    credentials: Credentials?,
    keys: [AccessKey] = [],
    host: SimulationHost,
    clock: any JobClock,
    isControlled: Bool,
    pageOrigin: String?,
    webhookLimits: WebhookLimits = WebhookLimits(),
    archive: ServerArchive? = nil,
    kept: [WebhookBacklog] = [],
    former: WebhookDesk? = nil,
    logger: Logger,
    makeCarrier: @escaping @Sendable () -> any WebhookCarrier
  ) {
    self.profile = profile
    let isOwn = profile.name == JobServer.ownProfile
    own = isOwn ? OwnDesk(profile: profile, host: host, tally: Tally()) : nil
    gatekeeper = Gatekeeper(
      profile: profile,
      credentials: credentials,
      keys: keys,
      pages: isOwn ? OwnPages(description: Asset.openAPI.text) : nil
    )
    let tally = own?.tally
    let webhooks = profile.dialect(.webhook).map {
      WebhookDesk(
        profile: profile,
        dialect: $0,
        host: host,
        clock: clock,
        limits: webhookLimits,
        tally: tally,
        archive: archive,
        kept: kept,
        former: former,
        logger: logger,
        makeCarrier: makeCarrier
      )
    }
    desk = OperationDesk(profile: profile, host: host, webhooks: webhooks)
    finish = AnswerFinish(profile: profile, admitted: isOwn ? pageOrigin : nil)
    limiter = RequestLimiter(profile: profile, clock: clock)
    keyDesk = KeyDesk(profile: profile, keys: keys, clock: clock)
    self.clock = clock
    control = isControlled ? FaultControl(host: host) : nil
    sessions = profile.dialect(.socketio).map {
      SocketIODesk(dialect: $0, host: host, clock: clock)
    }
  }

  func reply(to request: WireRequest, from address: String) async -> ServerReply {
    if let answer = await control?.answer(to: request) { return .answer(answer) }
    let verdict = verdict(on: request)
    guard let key = keyDesk.key(in: request) else {
      return await reply(to: request, verdict, from: address)
    }
    let reading = await keyDesk.count(key)
    let reply: ServerReply
    if let refusal = keyDesk.refusal(of: verdict, to: key, reading) {
      reply = .answer(finished(refusal, of: request))
    } else {
      reply = await self.reply(to: request, verdict, from: address)
    }
    guard let reading else { return reply }
    return reply.map { KeyDesk.marked($0, reading) }
  }

  private func reply(
    to request: WireRequest,
    _ verdict: Gatekeeper.Verdict,
    from address: String
  ) async -> ServerReply {
    await disturbed(desk.host.faults.treatment(for: verdict.target)) { treatment in
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
    case .unparsed(let answer):
      return .answer(finish.applied(to: answer, of: request, isMarked: false))
    case .refusal(let operation, let refusal):
      let answer = await limiter.answer(to: operation, from: address) { refusal }
      return .answer(finished(answer, of: request))
    case .operation(let operation, let values):
      let answer = await limiter.answer(to: operation, from: address) {
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
      let reply = await sessions?.reply(to: request) ?? .answer(WireAnswer(code: 404))
      return reply.map { [finish] in finish.crossOrigin.marked($0, to: request) }
    case .webSocket: return .answer(finished(RequestHandler.upgradeRequired, of: request))
    case .webhook(let operation, let values):
      let owner = keyDesk.key(in: request).map { "key \($0.name)" } ?? address
      let answer = await desk.webhooks?.answer(to: operation, values: values, from: owner)
      return .answer(finished(answer ?? WireAnswer(code: 404), of: request))
    case .result(let id):
      let answer = own?.result(of: id) ?? WireAnswer(code: 404)
      return .answer(finished(answer, of: request))
    case .metrics:
      let answer = own?.metrics() ?? WireAnswer(code: 404)
      return .answer(finished(answer, of: request))
    }
  }

  /// A long poll counts as a status request, when it comes.
  private func longPoll(
    _ values: [String: JSON],
    at desk: OperationDesk,
    of request: WireRequest,
    from address: String
  ) async -> ServerReply {
    let reading = await limiter.count(.status, from: address)
    if let refusal = limiter.refusal(reading) { return .answer(finished(refusal, of: request)) }
    let poll = LongPoll(desk: desk, clock: clock, values: values)
    return .held(
      poll.held.map { [self] in
        finished(limiter.marked(applied($0, to: request), reading), of: request)
      }
    )
  }

  /// Whether a handshake is answered with a WebSocket, and where that goes on.
  func socket(for request: WireRequest) -> Gatekeeper.Verdict? {
    guard own == nil || finish.crossOrigin.admits(request) else { return nil }
    return switch gatekeeper.verdict(onHandshake: request) {
    case .webSocket(let values): .webSocket(values: values)
    case .socketIO: .socketIO
    case .answer, .unparsed, .refusal, .operation, .events, .longPoll, .webhook, .result, .metrics:
      nil
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

  func verdict(on request: WireRequest) -> Gatekeeper.Verdict {
    if own != nil, !finish.crossOrigin.admits(request) { return .answer(OwnPages.foreignPage) }
    if let answer = finish.crossOrigin.preflight(request) { return .answer(answer) }
    return gatekeeper.verdict(on: request)
  }

  func finished(_ answer: WireAnswer, of request: WireRequest) -> WireAnswer {
    finish.applied(to: answer, of: request)
  }
}
