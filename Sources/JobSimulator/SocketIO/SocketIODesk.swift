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
  var sessions: [String: Session] = [:]
  var held: [Int: AsyncStream<WireAnswer>.Continuation] = [:]
  var channels: [Int: any Channel] = [:]
  private var lastNumber = 0
  private var agenda = Heap<Due>()
  private var alarm = Alarm()
  private var generator = SystemRandomNumberGenerator()
  let clock: any JobClock

  /// The most bytes of one body or frame.
  static let largestPayload = 1_000_000

  struct Session {
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

  // MARK: sessions

  func enter(_ engine: EngineIOSession, _ sessionID: String) {
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

  func perform(
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
        if announcer.dialect.isExclusive { takeFromOthers(wish, sessionID) }
        guard listeners[sessionID]?.grant(wish) == false else { break }
        perform(sessionID) { session, _ in session.finish() }
      case .end: perform(sessionID) { session, _ in session.finish() }
      }
    }
    poke()
  }

  /// Who asks for a job takes it from whoever asked before.
  private func takeFromOthers(_ wish: PushDialect.Wish, _ sessionID: String) {
    guard case .subscribe(let ids) = wish else { return }
    for key in listeners.keys where key != sessionID {
      _ = listeners[key]?.grant(.unsubscribe(ids))
    }
  }

  // MARK: telling

  func canTell(_ key: String) -> Bool {
    switch sessions[key]?.engine.readiness {
    case .no?, nil: false
    case .always?: true
    case .whenWritable(let socket)?: channels[socket]?.isWritable ?? false
    }
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

  func write(_ packets: [EngineIOPacket], to socket: Int) {
    guard let channel = channels[socket] else { return }
    for packet in packets {
      let text = ByteBuffer(string: packet.text)
      channel.write(WebSocketOutput.text(text), promise: nil)
    }
    channel.flush()
  }

  static func answer(_ packets: [EngineIOPacket]) -> WireAnswer {
    WireAnswer(
      code: 200,
      headers: [.contentType: "text/plain; charset=UTF-8", .cacheControl: "no-store"],
      body: EngineIOPacket.body(packets)
    )
  }

  // MARK: names

  func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// A name that nobody guesses: who knows it can speak for the session.
  func name() -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-")
    return String((0..<20).map { _ in digits[Int.random(in: digits.indices, using: &generator)] })
  }
}
