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

  enum Transport {
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
  var transport: Transport
  private var heartbeat: Heartbeat
  /// A socket that is being tried while polling goes on.
  var candidate: Int?

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

  /// Whether the client takes what is said.
  enum Readiness: Hashable {
    /// It is gone, or what is kept for its next request is much already.
    case no
    case always
    case whenWritable(socket: Int)
  }

  /// Whether the client takes what is said now.
  ///
  /// Never inlined: where the optimiser of Swift 6.3 copies this switch into its caller, it finds a
  /// mistake of its own and gives up.
  @inline(never) var readiness: Readiness {
    switch transport {
    case .polling(let queue, _): queue.count < EngineIOSession.longestQueue ? .always : .no
    case .webSocket(let socket): .whenWritable(socket: socket)
    case .over: .no
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

  mutating func take(_ packet: EngineIOPacket, now: Timestamp) -> [Action] {
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

  mutating func end(_ farewell: [EngineIOPacket], answering held: Int) -> [Action] {
    transport = .polling(queue: [], held: held)
    return end(farewell)
  }

  mutating func end(_ farewell: [EngineIOPacket]) -> [Action] {
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
