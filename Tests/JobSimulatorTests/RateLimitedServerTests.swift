import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real server, never derived from the profile.
struct RateLimitedServerTests {
  @Test func `every answer tells the limit in the fields of draft 6`() async throws {
    let server = try InProcessServer("ratelimited", options: certain)
    let first = await server.send(.get, "/status")
    #expect(first.text == #"{"result":"pending"}"#)
    #expect(limit(first) == ["100;w=900", "100", "99", "900"])
    server.clock.jump(by: .milliseconds(1500))
    #expect(limit(await server.send(.get, "/status/")) == ["100;w=900", "100", "98", "899"])
    #expect(limit(await server.send(.get, "/status?x=1")) == ["100;w=900", "100", "97", "899"])
    #expect(limit(await server.send(.head, "/status")) == ["100;w=900", "100", "96", "899"])
  }

  @Test func `the 101st request of a window is refused, and that of the next is not`() async throws
  {
    let server = try InProcessServer("ratelimited", options: certain)
    for _ in 1...100 { _ = await server.send(.get, "/status") }
    server.clock.jump(by: .seconds(588))
    let refused = await server.send(.get, "/status")
    #expect(refused.code == 429)
    #expect(refused.text == "Too many requests, please try again later.")
    #expect(refused.headers[.contentType]?.hasPrefix("text/html") == true)
    #expect(refused.headers[.retryAfter] == "312")
    #expect(limit(refused) == ["100;w=900", "100", "0", "312"])
    server.clock.jump(by: .seconds(312))
    let allowed = await server.send(.get, "/status")
    #expect(allowed.code == 200 && limit(allowed) == ["100;w=900", "100", "99", "900"])
  }

  @Test func `clients are counted each by its address`() async throws {
    let server = try InProcessServer("ratelimited", options: certain)
    for _ in 1...101 { _ = await server.send(.get, "/status", from: "192.0.2.1") }
    #expect(await server.send(.get, "/status", from: "192.0.2.1").code == 429)
    #expect(await server.send(.get, "/status", from: "192.0.2.2").code == 200)
  }

  @Test func `what is no status does not count`() async throws {
    let server = try InProcessServer("ratelimited", options: certain)
    let broken = await server.send(.get, "/status", body: "{")
    #expect("\(broken.code) \(broken.text)" == #"500 {"error":"An unexpected error occurred."}"#)
    #expect(limit(broken) == [])
    #expect(await server.send(.post, "/status").code == 404)
    #expect(await server.send(.get, "/x").code == 404)
    let options = await server.send(.options, "/status")
    #expect("\(options.code) \(options.headers[.allow] ?? "")" == "200 GET,HEAD")
    #expect(options.headers[.contentType] == "text/html; charset=utf-8")
    #expect(limit(await server.send(.get, "/status")) == ["100;w=900", "100", "99", "900"])
  }

  @Test func `an error is drawn for each answer, and does not last`() async throws {
    let server = try InProcessServer("ratelimited")
    var early: [String: Int] = [:]
    for _ in 1...50 { early[await word(server), default: 0] += 1 }
    server.clock.jump(by: .seconds(10))
    var late: [String: Int] = [:]
    for _ in 1...50 { late[await word(server), default: 0] += 1 }
    #expect(Set(early.keys) == ["pending", "error"] && Set(late.keys) == ["completed", "error"])
    #expect((1...15).contains(early["error"] ?? 0) && (1...15).contains(late["error"] ?? 0))
  }

  // MARK: -

  private var certain: SimulatorOptions {
    var options = SimulatorOptions()
    options.failure = 0
    return options
  }

  private func word(_ server: InProcessServer) async -> String {
    await server.send(.get, "/status").json?["result"]?.string ?? ""
  }

  /// Policy, limit, what remains and when that is reset.
  private func limit(_ answer: WireAnswer) -> [String] {
    ["Policy", "Limit", "Remaining", "Reset"].compactMap { name in
      HTTPField.Name("RateLimit-\(name)").flatMap { answer.headers[$0] }
    }
  }
}
