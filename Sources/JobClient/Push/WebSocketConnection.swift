import JobModel
import JobProfile

/// One plain WebSocket with JSON in its messages.
struct WebSocketConnection: Sendable {
  let transport: any Transport
  let tell: @Sendable (PushEvent) -> Void

  /// Speaks and listens until it is closed, and tells how it ended.
  func run(_ request: WireRequest, idle: Duration, saying words: AsyncStream<PushFrame>) async {
    let texts = words.map { @Sendable in $0.message?.description ?? "" }
    do {
      try await transport.webSocket(request, idle: idle, saying: texts) { part in
        switch part {
        case .refused(let code): tell(.ended(nil, code: code))
        case .opened: tell(.opened)
        case .text(let text): tell(.message(PushFrame(text: text)))
        case .binary: tell(.message(PushFrame(message: nil)))
        }
      }
      tell(.ended(nil, code: nil))
    } catch {
      tell(.ended(error, code: nil))
    }
  }
}
