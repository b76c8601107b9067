import JobModel
import JobProfile

/// One session of Engine.IO on the server's side: what comes in, when, and what is to be done.
///
/// It knows no sockets and no clock; requests and sockets are numbers.
///
/// ```
///             ┌──────────── GET held ◄──► packets queued ────────────┐
///  handshake ─┤ polling ──WebSocket──► probing ──2probe, 3probe, 5──►├─ WebSocket
///             └── straight over a WebSocket ─────────────────────────┘
///  every 25 s: 2 ──► 3 within 20 s, or it is over
/// ```
struct EngineIOSession: Sendable {
  /// What the driver is to do.
  enum Action: Hashable, Sendable {
    /// The held request is answered with packets.
    case answer(request: Int, [EngineIOPacket])
    /// A request that may not be there is refused.
    case refuse(request: Int)
    /// Packets go out on a socket.
    case write(socket: Int, [EngineIOPacket])
    case close(socket: Int)
    /// The layer above is to hear a message.
    case hear(String)
    /// There is no such session any more.
    case end
  }

  /// How requests for it are taken.
  enum Standing: Hashable, Sendable {
    case polling, webSocket
  }

  private enum Transport {
    case polling(queue: [EngineIOPacket], held: Int?)
    case webSocket(Int)
    case over
  }

  private enum Heartbeat {
    /// A ping is due then.
    case resting(until: Timestamp)
    /// A pong is to come before then.
    case waiting(until: Timestamp)
  }

  private let handshake: EngineIOHandshake
  private var transport: Transport
  private var heartbeat: Heartbeat
  /// A socket that is being tried while polling goes on.
  private var candidate: Int?

  /// A client that asks for nothing has so many packets kept for it.
  private static let longestQueue = 256

  /// Begins by long polling; the handshake is the answer to the first request.
  init(pollingWith handshake: EngineIOHandshake, now: Timestamp) {
    self.init(handshake, .polling(queue: [], held: nil), now)
  }

  /// Begins straight over a WebSocket; the handshake is its first packet.
  init(socket: Int, with handshake: EngineIOHandshake, now: Timestamp) {
    self.init(handshake, .webSocket(socket), now)
  }

  private init(_ handshake: EngineIOHandshake, _ transport: Transport, _ now: Timestamp) {
    self.handshake = handshake
    self.transport = transport
    heartbeat = .resting(until: now.advanced(by: handshake.pingInterval))
  }

  var standing: Standing {
    switch transport {
    case .polling, .over: .polling
    case .webSocket: .webSocket
    }
  }

  /// Its socket, where it goes over one.
  var socket: Int? {
    guard case .webSocket(let socket) = transport else { return nil }
    return socket
  }

  /// Whether the client takes what is said, or it has to be kept already in large numbers.
  var canTake: Bool {
    switch transport {
    case .polling(let queue, _): queue.count < EngineIOSession.longestQueue
    case .webSocket: true
    case .over: false
    }
  }

  /// When `wake(at:)` is due next.
  var deadline: Timestamp {
    switch heartbeat {
    case .resting(let until), .waiting(let until): until
    }
  }

  // MARK: what the layer above wants

  /// Sends packets.
  mutating func send(_ packets: [EngineIOPacket]) -> [Action] {
    switch transport {
    case .polling(let queue, let held?):
      transport = .polling(queue: [], held: nil)
      return [.answer(request: held, queue + packets)]
    case .polling(let queue, nil):
      transport = .polling(queue: queue + packets, held: nil)
      return []
    case .webSocket(let socket): return [.write(socket: socket, packets)]
    case .over: return []
    }
  }

  /// Ends it; a request that is held hears of it.
  mutating func finish() -> [Action] {
    end([.noop, .close])
  }

  // MARK: long polling

  /// A GET: answered at once where something waits, else held.
  mutating func poll(_ request: Int) -> [Action] {
    switch transport {
    case .polling(_, let held?):
      return [.refuse(request: request)] + end([.close], answering: held)
    case .polling(let queue, nil) where !queue.isEmpty:
      transport = .polling(queue: [], held: nil)
      return [.answer(request: request, queue)]
    case .polling where candidate != nil: return [.answer(request: request, [.noop])]
    case .polling(let queue, nil):
      transport = .polling(queue: queue, held: request)
      return []
    case .webSocket, .over: return [.refuse(request: request)]
    }
  }

  /// The client of a held GET has gone, and with it the session.
  mutating func abandon(_ request: Int) -> [Action] {
    guard case .polling(_, request) = transport else { return [] }
    return end([.close])
  }

  /// A POST with packets; nothing: what came is none.
  mutating func post(_ packets: [EngineIOPacket]?, now: Timestamp) -> [Action] {
    guard let packets else { return end([.noop, .close]) }
    var actions: [Action] = []
    for packet in packets {
      actions += take(packet, now: now)
      if case .over = transport { break }
    }
    return actions
  }

  // MARK: WebSockets

  /// A WebSocket wants to take over; only one can be tried, and only where there is none.
  mutating func open(socket: Int) -> [Action] {
    guard case .polling = transport, candidate == nil else { return [.close(socket: socket)] }
    candidate = socket
    return []
  }

  /// A frame; nothing: what came is no packet.
  mutating func receive(_ packet: EngineIOPacket?, on socket: Int, now: Timestamp) -> [Action] {
    if candidate == socket { return probe(packet, on: socket) }
    guard case .webSocket(socket) = transport else { return [] }
    guard let packet else { return end([]) }
    return take(packet, now: now)
  }

  /// A WebSocket has closed; with the one that counts the session is over.
  mutating func lost(socket: Int) -> [Action] {
    if candidate == socket { candidate = nil }
    guard case .webSocket(socket) = transport else { return [] }
    transport = .over
    return [.end]
  }

  /// The probe is answered and a held request let go, so that the client can stop polling.
  private mutating func probe(_ packet: EngineIOPacket?, on socket: Int) -> [Action] {
    switch packet {
    case .ping(EngineIOPacket.probe):
      let pong = Action.write(socket: socket, [.pong(EngineIOPacket.probe)])
      guard case .polling(let queue, let held?) = transport else { return [pong] }
      transport = .polling(queue: queue, held: nil)
      return [pong, .answer(request: held, [.noop])]
    case .upgrade:
      candidate = nil
      guard case .polling(let queue, let held) = transport else { return [] }
      transport = .webSocket(socket)
      let release = held.map { [Action.answer(request: $0, [.noop])] } ?? []
      return release + (queue.isEmpty ? [] : [.write(socket: socket, queue)])
    default:
      candidate = nil
      return [.close(socket: socket)]
    }
  }

  // MARK: time and packets

  /// Pings, or gives up.
  mutating func wake(at now: Timestamp) -> [Action] {
    guard deadline <= now else { return [] }
    switch heartbeat {
    case .resting:
      heartbeat = .waiting(until: now.advanced(by: handshake.pingTimeout))
      return send([.ping("")])
    case .waiting: return end([.close])
    }
  }

  private mutating func take(_ packet: EngineIOPacket, now: Timestamp) -> [Action] {
    switch packet {
    case .message(let text): return [.hear(text)]
    case .pong:
      heartbeat = .resting(until: now.advanced(by: handshake.pingInterval))
      return []
    case .close: return end([.noop])
    case .noop, .upgrade: return []
    // Only servers begin sessions, and ping.
    case .open, .ping: return end([.noop, .close])
    }
  }

  private mutating func end(_ farewell: [EngineIOPacket], answering held: Int) -> [Action] {
    transport = .polling(queue: [], held: held)
    return end(farewell)
  }

  private mutating func end(_ farewell: [EngineIOPacket]) -> [Action] {
    defer {
      transport = .over
      candidate = nil
    }
    let closing = candidate.map { [Action.close(socket: $0)] } ?? []
    switch transport {
    case .polling(let queue, let held?):
      return [.answer(request: held, queue + farewell)] + closing + [.end]
    case .polling(_, nil): return closing + [.end]
    case .webSocket(let socket): return [.close(socket: socket), .end]
    case .over: return []
    }
  }
}
