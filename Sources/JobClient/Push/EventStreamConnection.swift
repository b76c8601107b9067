import HTTPTypes
import JobModel
import JobProfile

/// Takes one stream of Server-Sent Events apart; the transport hands it the parts one after another.
actor EventStreamConnection {
  private let tell: @Sendable (PushEvent) -> Void
  private var decoder = ServerSentEventDecoder()
  /// The code with which the server answered instead of a stream.
  private var refusal: Int?

  init(tell: @escaping @Sendable (PushEvent) -> Void) {
    self.tell = tell
  }

  /// Listens until the stream ends, and tells how it did.
  func run(_ request: WireRequest, idle: Duration, by transport: any Transport) async {
    do {
      try await transport.stream(request, idle: idle) { part in await take(part) }
      tell(.ended(nil, code: refusal))
    } catch {
      tell(.ended(error, code: refusal))
    }
  }

  private func take(_ part: StreamPart) {
    switch part {
    case .head(let code, let headers):
      let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
      refusal = code == 200 && isStream ? nil : code
      if refusal == nil { tell(.opened) }
    case .bytes(let bytes):
      guard refusal == nil else { return }
      for event in decoder.feed(bytes) {
        tell(
          .message(
            PushFrame(name: event.name, message: try? JSON(parsing: event.data), id: event.id)
          )
        )
      }
    }
  }
}
