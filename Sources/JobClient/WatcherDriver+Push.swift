import HTTPTypes
import JobModel
import JobProfile

extension WatcherDriver {
  /// Holds a push connection until it ends or `gate` does.
  func holdPush(
    _ number: Int,
    _ request: WireRequest,
    _ idle: Duration,
    until gate: AsyncStream<Never>
  ) async {
    await withTaskGroup { group in
      group.addTask { await listen(number, request, idle) }
      group.addTask { for await _ in gate {} }
      await group.next()
      group.cancelAll()
    }
  }

  private func listen(_ number: Int, _ request: WireRequest, _ idle: Duration) async {
    let reader = PushReader(number: number, commands: commands)
    do {
      try await transport.stream(request, idle: idle) { part in await reader.take(part) }
      commands.yield(.event(.push(number, .ended(nil, code: await reader.refusal))))
    } catch {
      commands.yield(.event(.push(number, .ended(error, code: await reader.refusal))))
    }
  }
}

/// Takes one event stream apart; the transport hands it the parts one after another.
private actor PushReader {
  private let number: Int
  private let commands: AsyncStream<WatcherDriver.Command>.Continuation
  private var decoder = ServerSentEventDecoder()
  /// The code with which the server answered instead of a stream.
  private(set) var refusal: Int?

  init(number: Int, commands: AsyncStream<WatcherDriver.Command>.Continuation) {
    self.number = number
    self.commands = commands
  }

  func take(_ part: StreamPart) {
    switch part {
    case .head(let code, let headers):
      let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
      refusal = code == 200 && isStream ? nil : code
      if refusal == nil { commands.yield(.event(.push(number, .opened))) }
    case .bytes(let bytes):
      guard refusal == nil else { return }
      for event in decoder.feed(bytes) {
        commands.yield(.event(.push(number, .message(event))))
      }
    }
  }
}
