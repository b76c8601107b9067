import JobModel
import JobProfile

/// The WebSocket of a session: the first thing tried, or what polling is given up for.
extension EngineIOSession {
  mutating func socketText(_ text: String, _ now: Timestamp) {
    let packet: EngineIOPacket
    do {
      packet = try EngineIOPacket(parsing: text)
    } catch {
      if phase == .tryingSocket { return end(.broken(error.description)) }
      return actions.append(.unreadable)
    }
    switch (phase, probe, packet) {
    case (.tryingSocket, _, .open(let handshake)): open(handshake, on: .socket, now)
    case (.tryingSocket, _, _): end(.broken("the server does not open the session"))
    case (_, .trying, .pong(EngineIOPacket.probe)):
      probe = .pausing
      upgradeIfIdle()
    case (.open, .none, _): if carrier == .socket { take(packet, now) }
    case (_, _, _): break
    }
  }

  /// The server does not open a WebSocket: it may still answer requests.
  mutating func socketRefused(_ code: Int) {
    if phase == .tryingSocket, code == 401 || code == 403 { return end(nil, code: code) }
    giveUpSocket(nil)
  }

  mutating func socketEnded(_ failure: TransportFailure?) {
    if phase == .tryingSocket, failure?.isUnsent == true { return end(failure) }
    giveUpSocket(failure)
  }

  private mutating func giveUpSocket(_ failure: TransportFailure?) {
    switch phase {
    case .tryingSocket: beginPolling()
    case .open where carrier == .socket: end(failure)
    case .leaving where carrier == .socket: end(nil)
    case .open:
      probe = .none
      poll()
      flush()
    case .unopened, .handshaking, .leaving, .over: break
    }
  }

  /// Once nothing of polling is under way the socket takes over.
  mutating func upgradeIfIdle() {
    guard case .open = phase, probe == .pausing, !isPolling, !isPosting else { return }
    probe = .none
    carrier = .socket
    actions.append(.sendSocket(EngineIOPacket.upgrade.text))
    for packet in queue { actions.append(.sendSocket(packet.text)) }
    queue = []
  }
}
