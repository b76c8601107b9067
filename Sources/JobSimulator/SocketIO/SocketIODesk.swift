import HTTPTypes
import HeapModule
import JobModel
import JobProfile
import NIOCore
import NIOWebSocket

/// The sessions of Socket.IO of one server: does what their machines say.
///
/// ```
///  GET, POST ──► EngineIOSession ──hear──► SocketIOConversation ──join, grant──► Listener
///  WebSocket ◄──┘      ▲     ◄──────────────────say───────────┘                      │
///                      └─────────────────── changes ◄────────────────────────────────┘
/// ```
actor SocketIODesk: PushDesk {
  nonisolated let announcer: Announcer
  nonisolated let wakes: AsyncStream<SimulationHost.Wake>
  nonisolated let waking: AsyncStream<SimulationHost.Wake>.Continuation
  /// Instants at which `wake(at:)` is to be called.
  nonisolated let deadlines: AsyncStream<Timestamp>
  var listeners: [String: Listener] = [:]
  var present = 0
  private var sessions: [String: Session] = [:]
  private var held: [Int: AsyncStream<WireAnswer>.Continuation] = [:]
  private var channels: [Int: any Channel] = [:]
  private var lastNumber = 0
  private var agenda = Heap<Due>()
  private var alarm = Alarm()
  private var generator = SystemRandomNumberGenerator()
  private let clock: any JobClock

  /// The most bytes of one body or frame.
  static let largestPayload = 1_000_000

  private struct Session {
    var engine: EngineIOSession
    var conversation: SocketIOConversation
  }

  /// When to look after a session; its own deadline may be later by then.
  private struct Due: Comparable {
    let time: Timestamp
    let sessionID: String

    static func < (left: Due, right: Due) -> Bool {
      (left.time, left.sessionID) < (right.time, right.sessionID)
    }
  }

  init(dialect: PushDialect, host: SimulationHost, clock: any JobClock) {
    self.clock = clock
    deadlines = alarm.instants
    announcer = Announcer(dialect: dialect, host: host, clock: clock) { said in
      SocketIOPacket.event(said.event ?? "message", said.message).text
    }
    (wakes, waking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  // MARK: requests

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

  private func read(
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

  // MARK: WebSockets

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

  // MARK: sessions

  private func enter(_ engine: EngineIOSession, _ sessionID: String) {
    let conversation = SocketIOConversation(dialect: announcer.dialect)
    sessions[sessionID] = Session(engine: engine, conversation: conversation)
    agenda.insert(Due(time: engine.deadline, sessionID: sessionID))
    alarm.set(agenda.min?.time)
  }

  /// Looks after the sessions that are due.
  func wake(at instant: Timestamp) {
    alarm.rang(at: instant)
    let now = clock.now
    while let due = agenda.min, due.time <= now {
      agenda.removeMin()
      perform(due.sessionID) { session, now in session.wake(at: now) }
      guard let deadline = sessions[due.sessionID]?.engine.deadline else { continue }
      agenda.insert(Due(time: deadline, sessionID: due.sessionID))
    }
    alarm.set(agenda.min?.time)
  }

  private func perform(
    _ sessionID: String,
    _ event: (inout EngineIOSession, Timestamp) -> [EngineIOSession.Action]
  ) {
    guard var engine = sessions[sessionID]?.engine else { return }
    let actions = event(&engine, clock.now)
    sessions[sessionID]?.engine = engine
    for action in actions { perform(action, sessionID) }
  }

  private func perform(_ action: EngineIOSession.Action, _ sessionID: String) {
    switch action {
    case .answer(let request, let packets): answer(request, SocketIODesk.answer(packets))
    case .refuse(let request): answer(request, WireAnswer(code: 400))
    case .write(let socket, let packets): write(packets, to: socket)
    case .close(let socket):
      channels[socket]?.writeAndFlush(WebSocketOutput.close(.normalClosure), promise: nil)
    case .hear(let text): hear(text, sessionID)
    case .end:
      sessions[sessionID] = nil
      listeners[sessionID] = nil
    }
  }

  private func hear(_ text: String, _ sessionID: String) {
    guard var conversation = sessions[sessionID]?.conversation else { return }
    let actions = conversation.hear(text, socketID: name())
    sessions[sessionID]?.conversation = conversation
    for action in actions {
      switch action {
      case .say(let packets):
        perform(sessionID) { session, _ in session.send(packets.map(\.engineIO)) }
      case .join: listeners[sessionID] = listener()
      case .leave: listeners[sessionID] = nil
      case .grant(let wish):
        guard listeners[sessionID]?.grant(wish) == false else { break }
        perform(sessionID) { session, _ in session.finish() }
      case .end: perform(sessionID) { session, _ in session.finish() }
      }
    }
    poke()
  }

  // MARK: telling

  func canTell(_ key: String) -> Bool {
    guard let engine = sessions[key]?.engine, engine.canTake else { return false }
    return engine.socket.map { channels[$0]?.isWritable ?? false } ?? true
  }

  func tell(_ texts: [String], to key: String) {
    perform(key) { session, _ in session.send(texts.map { .message($0) }) }
  }

  /// Engine.IO has a heartbeat of its own.
  func beat() {}

  // MARK: the wire

  private func answer(_ request: Int, _ answer: WireAnswer) {
    held.removeValue(forKey: request)?.yield(answer)
  }

  private func write(_ packets: [EngineIOPacket], to socket: Int) {
    guard let channel = channels[socket] else { return }
    for packet in packets {
      let text = ByteBuffer(string: packet.text)
      channel.write(WebSocketOutput.text(text), promise: nil)
    }
    channel.flush()
  }

  private static func answer(_ packets: [EngineIOPacket]) -> WireAnswer {
    WireAnswer(
      code: 200,
      headers: [.contentType: "text/plain; charset=UTF-8", .cacheControl: "no-store"],
      body: EngineIOPacket.body(packets)
    )
  }

  // MARK: names

  private func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// A name that nobody guesses: who knows it can speak for the session.
  private func name() -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-")
    return String((0..<20).map { _ in digits[Int.random(in: digits.indices, using: &generator)] })
  }
}
