import JobModel
import JobProfile
import NIOPosix

extension HTTPTransport {
  /// Opens a WebSocket of its own connection; redirects are not followed.
  public func webSocket(
    _ request: WireRequest,
    idle: Duration?,
    saying words: some AsyncSequence<String, Never> & Sendable,
    receive: @Sendable (SocketPart) async -> Void
  ) async throws(TransportFailure) {
    do {
      let dialer = WebSocketDialer(
        base: base,
        request: request,
        adding: headers,
        idle: idle,
        trust: trust,
        proxy: try proxy(),
        patience: patience
      )
      switch try await dialer.connect() {
      case .refused(let code): await receive(.refused(code: code))
      case .open(let channel):
        try await WebSocketTalk(channel: channel).run(saying: words, receive: receive)
      }
    } catch {
      let limits = RequestLimits(time: idle ?? patience, body: WebSocketDialer.messageLimit)
      throw TransportFailure(error, limits: limits).through(try? proxy(), because: error)
    }
  }
}
