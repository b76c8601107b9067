import HTTPTypes
import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobClient

/// How long the first piece of a stream is waited for.
@Suite struct StreamHeadTests {
  @Test func `a stream of which nothing comes is given up after the idle time`()
    async throws
  {
    try await ScriptedServer.with { talk in
      _ = try await talk.hearRequest()
      _ = try await talk.hear(1)
    } _: { url in
      let transport = HTTPTransport(base: try BaseURL(url), clock: SystemClock())
      let limit = Duration.milliseconds(300)
      await #expect(throws: TransportFailure.timedOut(limit)) {
        let request = WireRequest(method: .get, target: "/results/7")
        try await transport.stream(request, idle: limit) { _ in }
      }
      await transport.close()
    }
  }
}
