import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import Logging

/// A simulated server without a socket, and the clock that a test moves it by.
package struct InProcessServer: Sendable {
  /// The server.
  package let server: JobServer
  /// Its clock.
  package let clock: TestClock

  /// Starts a server of a built-in profile; `InProcessServer.clockStart` is its first instant.
  package init(
    _ profile: String,
    scenario: Scenario? = nil,
    options: SimulatorOptions = SimulatorOptions()
  ) throws {
    guard let profile = Profile.builtIn(profile) else { throw UnknownProfile(name: profile) }
    try self.init(profile, scenario: scenario, options: options)
  }

  /// Starts a server of any profile; its webhooks go over the network unless another way is given.
  package init(
    _ profile: Profile,
    scenario: Scenario? = nil,
    options: SimulatorOptions = SimulatorOptions(),
    webhooks: (any WebhookCarrier)? = nil,
    archive: ServerArchive? = nil,
    clock: TestClock = TestClock(),
    continuing former: JobServer? = nil,
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  ) throws {
    self.clock = clock
    server = try JobServer(
      profile: profile,
      scenario: scenario,
      options: options,
      clock: clock,
      logger: logger,
      webhooks: webhooks,
      archive: archive,
      continuing: former
    )
  }

  /// There is no built-in profile of that name.
  package struct UnknownProfile: Error {
    /// The name that was asked for.
    package let name: String
  }

  /// Sends a request; of a stream only the head comes back.
  package func send(
    _ method: HTTPRequest.Method,
    _ target: String,
    headers: HTTPFields = [:],
    body: String? = nil,
    from address: String = ""
  ) async -> WireAnswer {
    let request = WireRequest(
      method: method,
      target: target,
      headers: headers,
      body: body.map { Array($0.utf8) }
    )
    switch await server.reply(to: request, from: address) {
    case .answer(let answer), .late(_, .answer(let answer)): return answer
    case .held(let held), .late(_, .held(let held)): return await held.answer()
    case .events(let head, let feed), .late(_, .events(let head, let feed)):
      feed.finish()
      return head
    case .late, .silence, .reset, .cut:
      // No code of HTTP: whoever expects an answer sees that there was none.
      return WireAnswer(code: 0)
    }
  }

  /// Sends a request; what faults make of the reply is still to be seen.
  package func reply(
    _ method: HTTPRequest.Method,
    _ target: String,
    body: String? = nil
  ) async -> ServerReply {
    let body = body.map { Array($0.utf8) }
    return await server.reply(to: WireRequest(method: method, target: target, body: body))
  }

  /// Opens a stream of events; nothing where the answer is none.
  package func events(_ target: String, headers: HTTPFields = [:]) async -> EventFeed? {
    let request = WireRequest(method: .get, target: target, headers: headers)
    switch await server.reply(to: request) {
    case .answer, .held, .late, .silence, .reset, .cut: return nil
    case .events(_, let feed): return feed
    }
  }
}

extension WireAnswer {
  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON; nothing where it is none.
  package var json: JSON? { try? JSON(parsing: body) }
}
