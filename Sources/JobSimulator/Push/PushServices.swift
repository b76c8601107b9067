import JobModel
import JobProfile
import ServiceLifecycle

/// Everything of a server that tells of changes by itself, beside Server-Sent Events.
struct PushServices: Service, WebSocketService, CustomStringConvertible {
  private let handler: RequestHandler
  private let clock: any JobClock
  private let streams: StreamDesk?
  private let sessions: SocketIODesk?

  init(handler: RequestHandler, sessions: SocketIODesk?, clock: any JobClock) {
    self.handler = handler
    self.sessions = sessions
    self.clock = clock
    streams = handler.profile.dialect(.websocket).map {
      StreamDesk(dialect: $0, host: handler.desk.host, clock: clock)
    }
  }

  /// What errors call it: spelled out it would tell the credentials of the server.
  var description: String { "push" }

  /// The most bytes of one message that a client may send.
  var largestMessage: Int { sessions == nil ? 1 << 16 : SocketIODesk.largestPayload }

  /// Tells changes until its task is cancelled or the server stops; webhooks on their way arrive.
  func run() async {
    await withDiscardingTaskGroup { group in
      // A service that ends before the server takes the server along.
      group.addTask { try? await gracefulShutdown() }
      group.addTask { await cancelWhenGracefulShutdown { await tellListeners() } }
      if let webhooks = handler.desk.webhooks { group.addTask { await webhooks.run() } }
    }
  }

  private func tellListeners() async {
    await withDiscardingTaskGroup { group in
      if let streams { group.addTask { await streams.tellChanges() } }
      if let sessions {
        group.addTask { await sessions.tellChanges() }
        group.addTask {
          await Alarm.ring(at: sessions.deadlines, clock: clock) { await sessions.wake(at: $0) }
        }
      }
    }
  }

  func admits(_ request: WireRequest) async -> Bool {
    guard handler.desk.host.faults.admitsPush() else { return false }
    return switch handler.socket(for: request) {
    case .webSocket: true
    case .socketIO: await sessions?.admits(request) ?? false
    default: false
    }
  }

  func serve(_ socket: WebSocket, for request: WireRequest) async throws {
    switch handler.socket(for: request) {
    case .webSocket(let values):
      guard let tally = handler.own?.tally else {
        try await streams?.serve(socket, values: values)
        return
      }
      try await tally.counting(.websocket) { try await streams?.serve(socket, values: values) }
    case .socketIO: try await sessions?.serve(socket, for: request)
    default: break
    }
  }

  func becameWritable() {
    streams?.poke()
    sessions?.poke()
  }
}
