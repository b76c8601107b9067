import HTTPTypes
import JobModel
import JobProfile

extension SocketIODesk {
  /// Answers a request by HTTP.
  func reply(to request: WireRequest) -> ServerReply {
    switch read(request, isWebSocket: false) {
    case .failure(let refusal): return .answer(refusal.fault.answer)
    case .success(.handshake): return .answer(begin())
    case .success(.poll(let sessionID)): return .held(poll(sessionID))
    case .success(.post(let sessionID)): return .answer(post(request.body ?? [], to: sessionID))
    case .success(.upgrade): return .answer(EngineIOFault.badRequest.answer)
    }
  }

  /// Whether a handshake for a WebSocket is taken.
  func admits(_ request: WireRequest) -> Bool {
    if case .success = read(request, isWebSocket: true) { true } else { false }
  }

  func read(
    _ request: WireRequest,
    isWebSocket: Bool
  ) -> Result<EngineIORequest, EngineIORequest.Refusal> {
    EngineIORequest.reading(request, isWebSocket: isWebSocket) { sessions[$0]?.engine.standing }
  }

  private func begin() -> WireAnswer {
    let handshake = EngineIOHandshake(sessionID: name(), upgrades: ["websocket"])
    enter(EngineIOSession(pollingWith: handshake, now: clock.now), handshake.sessionID)
    return SocketIODesk.answer([.open(handshake)])
  }

  private func poll(_ sessionID: String) -> HeldAnswer {
    let number = nextNumber()
    let (answers, continuation) = AsyncStream.makeStream(of: WireAnswer.self)
    held[number] = continuation
    perform(sessionID) { session, _ in session.poll(number) }
    return HeldAnswer(
      wait: {
        for await answer in answers { return answer }
        return await self.abandon(number, sessionID)
      },
      release: { continuation.finish() }
    )
  }

  private func abandon(_ number: Int, _ sessionID: String) -> WireAnswer {
    held[number] = nil
    perform(sessionID) { session, _ in session.abandon(number) }
    return SocketIODesk.answer([.noop, .close])
  }

  private func post(_ body: [UInt8], to sessionID: String) -> WireAnswer {
    guard body.count <= SocketIODesk.largestPayload else { return WireAnswer(code: 413) }
    let packets = try? EngineIOPacket.packets(inBody: body)
    perform(sessionID) { session, now in session.post(packets, now: now) }
    return WireAnswer(code: 200, headers: [.contentType: "text/html"], body: Array("ok".utf8))
  }
}
