import HTTPTypes
import JobModel
import JobProfile
import JobSimulator

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
    webhooks: (any WebhookCarrier)? = nil
  ) throws {
    clock = TestClock()
    server = try JobServer(
      profile: profile,
      scenario: scenario,
      options: options,
      clock: clock,
      webhooks: webhooks
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
    body: String? = nil
  ) async -> WireAnswer {
    let request = WireRequest(
      method: method,
      target: target,
      headers: headers,
      body: body.map { Array($0.utf8) }
    )
    switch await server.reply(to: request) {
    case .answer(let answer): return answer
    case .held(let held): return await held.answer()
    case .events(let head, let feed):
      feed.finish()
      return head
    }
  }

  /// Opens a stream of events; nothing where the answer is none.
  package func events(_ target: String, headers: HTTPFields = [:]) async -> EventFeed? {
    let request = WireRequest(method: .get, target: target, headers: headers)
    switch await server.reply(to: request) {
    case .answer, .held: return nil
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
