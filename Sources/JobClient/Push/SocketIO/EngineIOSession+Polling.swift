import JobModel
import JobProfile

/// A session by requests: one GET that the server holds, and one POST at a time.
extension EngineIOSession {
  mutating func beginPolling() {
    handshaking()
    actions.append(.get(.handshake, query: "EIO=4&transport=polling", within: .seconds(10)))
  }

  mutating func answered(_ request: Request, _ code: Int, _ body: [UInt8], _ now: Timestamp) {
    switch request {
    case .handshake:
      guard code == 200 else { return end(nil, code: code) }
      readHandshake(body, now)
    case .poll:
      isPolling = false
      // After our farewell nothing is answered any more.
      guard case .open = phase else { return }
      guard code == 200 else { return end(.broken("the session is gone (\(code))")) }
      takeAll(body, now)
      poll()
      upgradeIfIdle()
    case .post:
      isPosting = false
      if case .leaving = phase, queue.isEmpty { return end(nil) }
      guard code == 200 else { return end(.broken("the session is gone (\(code))")) }
      flush()
      upgradeIfIdle()
    }
  }

  private mutating func readHandshake(_ body: [UInt8], _ now: Timestamp) {
    guard let packets = try? EngineIOPacket.packets(inBody: body),
      case .open(let handshake)? = packets.first
    else { return end(nil, code: 200) }
    open(handshake, on: .polling, now)
    for packet in packets.dropFirst() { take(packet, now) }
    poll()
    guard handshake.upgrades.contains("websocket") else { return }
    probe = .trying
    actions.append(.openSocket(query: "EIO=4&transport=websocket&sid=\(handshake.encodedID)"))
  }

  private mutating func takeAll(_ body: [UInt8], _ now: Timestamp) {
    do {
      for packet in try EngineIOPacket.packets(inBody: body) { take(packet, now) }
    } catch {
      // Whoever answers at once with what is none would be asked without a pause.
      actions.append(.unreadable)
      end(.broken(error.description))
    }
  }

  /// Asks for what the server has to say, unless it is asked already.
  mutating func poll() {
    guard case .open(let handshake) = phase, carrier == .polling, !isPolling, probe != .pausing
    else { return }
    isPolling = true
    actions.append(.get(.poll, query: handshake.query, within: handshake.patience))
  }

  /// Sends what waits, as much as one body may hold.
  mutating func flush() {
    guard carrier == .polling, !isPosting, probe != .pausing, !queue.isEmpty else { return }
    let (handshake, limit): (EngineIOHandshake, Duration)
    switch phase {
    case .open(let open): (handshake, limit) = (open, .seconds(10))
    case .leaving(let open): (handshake, limit) = (open, .seconds(1))
    case .unopened, .tryingSocket, .handshaking, .over: return
    }
    var size = 0
    let count = queue.prefix { packet in
      size += packet.text.utf8.count + 1
      return size <= handshake.maximumPayload
    }.count
    let packets = queue.prefix(max(1, count))
    queue.removeFirst(packets.count)
    isPosting = true
    let body = EngineIOPacket.body(Array(packets))
    actions.append(.post(query: handshake.query, body: body, within: limit))
  }
}

extension EngineIOHandshake {
  /// What names the session in each request.
  fileprivate var query: String { "EIO=4&transport=polling&sid=\(encodedID)" }

  /// The name of the session as a value of a query.
  fileprivate var encodedID: String { PercentEncoding.encoded(sessionID) }
}
