import JobClient
import JobModel
import JobProfile
import JobSimulator

/// The way from the whole client to the whole simulator without a socket.
package struct InProcessTransport: Transport {
  private let server: JobServer

  /// Reaches that server.
  package init(to server: JobServer) {
    self.server = server
  }

  /// Hands the request over.
  package func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    switch await server.reply(to: request) {
    case .answer(let answer): return answer
    case .held(let held): return await held.answer()
    case .events(let head, let feed):
      feed.finish()
      return head
    }
  }

  /// Hands the request over and the stream back.
  package func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    switch await server.reply(to: request) {
    case .answer(let answer):
      await receive(.head(code: answer.code, headers: answer.headers))
    case .held(let held):
      let answer = await held.answer()
      await receive(.head(code: answer.code, headers: answer.headers))
    case .events(let head, let feed):
      await receive(.head(code: head.code, headers: head.headers))
      for await chunk in feed { await receive(.bytes(chunk)) }
    }
  }

  /// There is nothing to close.
  package func close() async {}
}
