import JobClient
import JobModel
import JobProfile
import JobSimulator

/// The way from the whole client to the whole simulator without a socket.
package struct InProcessTransport: Transport {
  private let server: JobServer
  private let clock: any JobClock

  /// Reaches that server; answers that are late, or never come, take their time by the clock.
  package init(to server: JobServer, clock: some JobClock = SystemClock()) {
    self.server = server
    self.clock = clock
  }

  /// Hands the request over.
  package func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    try await answer(in: await server.reply(to: request), limits)
  }

  private func answer(
    in reply: ServerReply,
    _ limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    switch reply {
    case .answer(let answer): return answer
    case .held(let held): return await held.answer()
    case .events(let head, let feed):
      feed.finish()
      return head
    case .late(let delay, let reply):
      try? await clock.sleep(for: min(delay, limits.time))
      if delay >= limits.time { throw .timedOut(limits.time) }
      return try await answer(in: reply, limits)
    case .silence:
      try? await clock.sleep(for: limits.time)
      throw .timedOut(limits.time)
    case .reset: throw .broken("connection reset")
    case .cut: throw .broken("the body broke off")
    }
  }

  /// Hands the request over and the stream back.
  package func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    try await stream(await server.reply(to: request), idle, receive)
  }

  private func stream(
    _ reply: ServerReply,
    _ idle: Duration,
    _ receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    switch reply {
    case .answer(let answer):
      await receive(.head(code: answer.code, headers: answer.headers))
    case .held(let held):
      let answer = await held.answer()
      await receive(.head(code: answer.code, headers: answer.headers))
    case .events(let head, let feed):
      await receive(.head(code: head.code, headers: head.headers))
      for await chunk in feed { await receive(.bytes(chunk)) }
    case .late(let delay, let reply):
      try? await clock.sleep(for: min(delay, idle))
      if delay >= idle { throw .timedOut(idle) }
      try await stream(reply, idle, receive)
    case .silence:
      try? await clock.sleep(for: idle)
      throw .timedOut(idle)
    case .reset, .cut: throw .broken("connection reset")
    }
  }

  /// There is nothing to close.
  package func close() async {}
}
