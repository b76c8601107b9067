import JobModel
import JobProfile
import NIOCore
import NIOWebSocket

/// Plain WebSockets with JSON in text frames.
actor StreamDesk: PushDesk {
  nonisolated let announcer: Announcer
  nonisolated let wakes: AsyncStream<SimulationHost.Wake>
  nonisolated let waking: AsyncStream<SimulationHost.Wake>.Continuation
  var listeners: [Int: Listener] = [:]
  var present = 0
  private var channels: [Int: any Channel] = [:]
  private var lastNumber = 0

  init(dialect: PushDialect, host: SimulationHost, clock: any JobClock) {
    announcer = Announcer(dialect: dialect, host: host, clock: clock) { $0.message.description }
    (wakes, waking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Speaks on a WebSocket until it ends; the values are those of its handshake.
  func serve(_ socket: WebSocket, values: [String: JSON]) async throws {
    lastNumber += 1
    let number = lastNumber
    let lastEventID = values["lastEventID"]?.integer
    listeners[number] = listener(to: values["id"]?.text, resuming: lastEventID)
    channels[number] = socket.channel
    defer {
      listeners[number] = nil
      channels[number] = nil
    }
    poke()
    try await socket.executeThenClose { inbound, _ in
      for try await text in inbound { hear(text, from: number) }
    }
  }

  /// Where nobody can subscribe, whatever a client says is passed over.
  private func hear(_ text: String, from number: Int) {
    let dialect = announcer.dialect
    guard dialect.takesSubscriptions else { return }
    guard let message = try? JSON(parsing: text) else {
      return close(number, .dataInconsistentWithMessage)
    }
    guard let wish = dialect.wish(PushDialect.Said(message: message)) else {
      let complaint = dialect.complaint("this asks for nothing: \(message.description.prefix(100))")
      return tell(complaint.map { [announcer.spelling($0)] } ?? [], to: number)
    }
    guard listeners[number]?.grant(wish) == true else { return close(number, .policyViolation) }
    poke()
  }

  func canTell(_ key: Int) -> Bool {
    channels[key]?.isWritable ?? false
  }

  func tell(_ texts: [String], to key: Int) {
    guard let channel = channels[key] else { return }
    for text in texts {
      channel.write(WebSocketOutput.text(ByteBuffer(string: text)), promise: nil)
    }
    channel.flush()
  }

  func beat() {
    for channel in channels.values { channel.writeAndFlush(WebSocketOutput.ping, promise: nil) }
  }

  private func close(_ number: Int, _ code: WebSocketErrorCode) {
    channels[number]?.writeAndFlush(WebSocketOutput.close(code), promise: nil)
  }
}
