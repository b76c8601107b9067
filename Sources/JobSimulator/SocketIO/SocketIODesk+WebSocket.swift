import JobModel
import JobProfile
import NIOCore

extension SocketIODesk {
  /// Speaks on a WebSocket until it ends.
  func serve(_ socket: WebSocket, for request: WireRequest) async throws {
    let number = nextNumber()
    channels[number] = socket.channel
    guard let sessionID = take(socket: number, for: request) else {
      channels[number] = nil
      return socket.channel.close(promise: nil)
    }
    defer {
      channels[number] = nil
      perform(sessionID) { session, _ in session.lost(socket: number) }
    }
    try await socket.executeThenClose { inbound, _ in
      for try await text in inbound {
        let packet = try? EngineIOPacket(parsing: text)
        perform(sessionID) { session, now in session.receive(packet, on: number, now: now) }
      }
    }
  }

  /// Begins a session, or tries to go on with one.
  private func take(socket number: Int, for request: WireRequest) -> String? {
    switch read(request, isWebSocket: true) {
    case .success(.upgrade(let sessionID)):
      perform(sessionID) { session, _ in session.open(socket: number) }
      return sessionID
    case .success(.handshake):
      let handshake = EngineIOHandshake(sessionID: name())
      enter(EngineIOSession(socket: number, with: handshake, now: clock.now), handshake.sessionID)
      write([.open(handshake)], to: number)
      return handshake.sessionID
    case .success(.poll), .success(.post), .failure: return nil
    }
  }
}
