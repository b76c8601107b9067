import JobModel
import JobProfile

/// One session of Engine.IO 4 as a pure state machine: an event and the instant in, actions out.
///
///     start ─► WebSocket ─opened─► `0{…}` ────────────────────────────► open, on the socket
///                  └─refused─► GET (handshake) ─► `0{…}` ─► open, polling ─┐     ▲
///                                                   GET, GET, …  POST, …   │     │
///                                          upgrades: WebSocket ◄───────────┘     │
///                                            `2probe` ─► `3probe` ─► `5` ────────┘
///
/// Where the server offers no upgrade the session stays on polling.
struct EngineIOSession: Sendable {
  private(set) var phase = Phase.unopened
  var carrier = Carrier.polling
  var probe = Probe.none
  /// What waits for the next body, while the session is polling.
  var queue: [EngineIOPacket] = []
  /// A request that the server holds until it has something to say.
  var isPolling = false
  var isPosting = false
  var actions: [Action] = []
  private var heardAt = Timestamp.epoch

  /// How far the session is.
  enum Phase: Hashable, Sendable {
    case unopened, tryingSocket, handshaking
    case open(EngineIOHandshake)
    /// We have said that we go.
    case leaving(EngineIOHandshake)
    case over
  }

  /// What packets travel on.
  enum Carrier: Hashable, Sendable {
    case polling, socket
  }

  /// How far the change from polling to a WebSocket is.
  enum Probe: Hashable, Sendable {
    case none, trying
    /// It works; what polling has under way is waited for.
    case pausing
  }

  /// How long a server may take until the first packet.
  private static let openingLimit = Duration.seconds(10)

  /// Takes an event in; what is to be done follows from it, in this order.
  mutating func handle(_ event: Event, at now: Timestamp) -> [Action] {
    guard phase != .over else { return [] }
    switch event {
    case .start:
      phase = .tryingSocket
      actions.append(.openSocket(query: "EIO=4&transport=websocket"))
    case .socketOpened: socketOpened(now)
    case .socketText(let text): socketText(text, now)
    case .socketRefused(let code): socketRefused(code)
    case .socketEnded(let failure): socketEnded(failure)
    case .answered(let request, let code, let body): answered(request, code, body, now)
    case .unanswered(_, let failure): end(failure)
    case .say(let text): send(.message(text))
    case .leave(let farewell): leave(farewell)
    case .woke: checkSilence(now)
    }
    defer { actions = [] }
    return actions
  }

  /// The session is open: the server pings from now on.
  mutating func open(_ handshake: EngineIOHandshake, on carrier: Carrier, _ now: Timestamp) {
    phase = .open(handshake)
    self.carrier = carrier
    heardAt = now
    actions.append(.opened)
    actions.append(.wake(at: now.advanced(by: handshake.patience)))
  }

  mutating func handshaking() {
    phase = .handshaking
  }

  /// Takes a packet of an open session in; any is a sign of life.
  mutating func take(_ packet: EngineIOPacket, _ now: Timestamp) {
    heardAt = now
    switch packet {
    case .ping(let text): send(.pong(text))
    case .message(let text): actions.append(.heard(text))
    case .close: end(nil)
    case .open, .pong, .upgrade, .noop: break
    }
  }

  mutating func send(_ packet: EngineIOPacket) {
    switch carrier {
    case .socket: actions.append(.sendSocket(packet.text))
    case .polling:
      queue.append(packet)
      flush()
    }
  }

  /// The session is over; `code`: the server answered with that instead of opening it.
  mutating func end(_ failure: TransportFailure?, code: Int? = nil) {
    phase = .over
    actions.append(.ended(failure, code: code))
  }

  /// Says goodbye, where there is someone to say it to.
  private mutating func leave(_ farewell: String) {
    guard case .open(let handshake) = phase else { return end(nil) }
    phase = .leaving(handshake)
    switch carrier {
    case .socket:
      actions.append(.sendSocket(EngineIOPacket.message(farewell).text))
      actions.append(.closeSocket)
    case .polling:
      probe = .none
      queue += [.message(farewell), .close]
      flush()
    }
  }

  private mutating func socketOpened(_ now: Timestamp) {
    if probe == .trying {
      actions.append(.sendSocket(EngineIOPacket.ping(EngineIOPacket.probe).text))
    } else {
      heardAt = now
      actions.append(.wake(at: now.advanced(by: Self.openingLimit)))
    }
  }

  private mutating func checkSilence(_ now: Timestamp) {
    let limit: Duration
    switch phase {
    case .open(let handshake): limit = handshake.patience
    case .tryingSocket: limit = Self.openingLimit
    case .unopened, .handshaking, .leaving, .over: return
    }
    let deadline = heardAt.advanced(by: limit)
    if deadline <= now {
      end(.timedOut(limit))
    } else {
      actions.append(.wake(at: deadline))
    }
  }
}

extension EngineIOHandshake {
  /// A server that is silent for longer has gone.
  var patience: Duration { pingInterval + pingTimeout }
}
