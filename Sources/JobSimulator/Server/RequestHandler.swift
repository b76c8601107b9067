import Assets
import HTTPTypes
import JobModel
import JobProfile

/// Answers the requests of one simulated server; it knows nothing of sockets.
///
/// ```
///  request ─► CORS ─► own pages ─► gatekeeper ─┬─► answer ───────────────────────────┐
///                                              ├─► limit ─► desk ─► host ─► ETag ────┼─► CORS, headers
///                                              └─► feed of events ───────────────────┘
/// ```
struct RequestHandler: Sendable {
  let profile: Profile
  let gatekeeper: Gatekeeper
  let desk: OperationDesk
  let crossOrigin: CrossOrigin
  let pages: OwnPages?
  let counter: RequestCounter?
  let clock: any JobClock

  init(
    profile: Profile,
    credentials: Credentials?,
    host: SimulationHost,
    clock: any JobClock
  ) {
    self.profile = profile
    gatekeeper = Gatekeeper(profile: profile, credentials: credentials)
    desk = OperationDesk(profile: profile, host: host)
    crossOrigin = CrossOrigin(manner: profile.simulation.cors)
    pages = profile.name == JobServer.ownProfile ? OwnPages(description: Asset.openAPI.text) : nil
    counter = profile.rateLimit.map { RequestCounter($0, clock: clock) }
    self.clock = clock
  }

  func reply(to request: WireRequest, from address: String) async -> ServerReply {
    switch verdict(on: request) {
    case .answer(let answer): return .answer(finished(answer, of: request))
    case .refusal(let operation, let refusal):
      let answer = await counted(operation, from: address) { refusal }
      return .answer(finished(answer, of: request))
    case .operation(let operation, let values):
      let answer = await counted(operation, from: address) {
        var answer = await desk.answer(to: operation, values: values)
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
    }
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
    var answer =
      reading.isExceeded
      ? profile.answer(.rateLimited, to: nil, jobs: [], values: reading.values) : await answer()
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
