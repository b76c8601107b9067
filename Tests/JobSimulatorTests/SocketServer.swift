import JobModel
import JobProfile
import JobSimulator
import Logging
import TestSupport
import Testing

/// A server on a port that the system chooses, with a clock that only the test moves.
struct SocketServer {
  let url: String
  let clock: TestClock
  let server: JobServer

  /// Serves while the body runs.
  static func with(
    _ profile: Profile,
    scenario: Scenario? = nil,
    options: SimulatorOptions = SimulatorOptions(),
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    _ body: (SocketServer) async throws -> Void
  ) async throws {
    let clock = TestClock()
    let (urls, continuation) = AsyncStream.makeStream(of: String.self)
    let server = try JobServer(
      profile: profile,
      scenario: scenario,
      options: options,
      clock: clock,
      logger: logger
    ) { url in
      continuation.yield(url)
    }
    async let running: Void = server.run()
    let url = try #require(await urls.first { _ in true })
    try await body(SocketServer(url: url, clock: clock, server: server))
    await server.stop()
    try await running
  }

  /// Connects, and closes when the body is done.
  func connect(_ body: (inout WireConnection.Talk) async throws -> Void) async throws {
    try await WireConnection.with(url: url, body)
  }

  func stop() async {
    await server.stop()
  }
}
