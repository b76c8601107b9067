import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct LongPollTests {
  @Test(arguments: [("false", #"{"result":"completed"}"#), ("true", #"{"result":"error"}"#)])
  func `a long poll is answered when the job ends`(fails: String, body: String) async throws {
    try await withServer(.longPoll()) { server in
      let job = #"{"processing_duration":3,"should_error":\#(fails)}"#
      #expect(
        await server.send(.post, "/jobs", body: job).text == #"{"job_id":"1","status":"pending"}"#
      )
      async let answer = server.send(.get, "/status?job_id=1&mode=long")
      await server.clock.waitForSleepers(3)
      #expect(await server.send(.get, "/status?job_id=1").text == #"{"result":"pending"}"#)
      // It runs by now, which this server calls pending too.
      server.clock.jump(by: .seconds(2))
      await server.clock.waitForSleepers(3)
      server.clock.jump(by: .seconds(1))
      #expect(await answer.text == body)
      #expect(server.clock.now == TestClock().now.advanced(by: .seconds(3)))
    }
  }

  @Test func `it says pending when it was held for as long as the profile says`() async throws {
    try await withServer(.longPoll()) { server in
      _ = await server.send(.post, "/jobs", body: #"{"processing_duration":60}"#)
      async let answer = server.send(.get, "/status?mode=long&job_id=1")
      await server.clock.waitForSleepers(3)
      server.clock.jump(by: .seconds(5))
      #expect(await answer == WireAnswer(200, #"{"result":"pending"}"#))
    }
  }

  @Test func `nothing is held for a job that has ended, or that is not there`() async throws {
    try await withServer(.longPoll()) { server in
      _ = await server.send(.post, "/jobs", body: #"{"processing_duration":1}"#)
      server.clock.jump(by: .seconds(1))
      let ended = await server.send(.get, "/status?job_id=1&mode=long")
      #expect(ended == WireAnswer(200, #"{"result":"completed"}"#))
      let missing = await server.send(.get, "/status?job_id=9&mode=long")
      #expect(missing == WireAnswer(404, #"{"detail":"Task with job_id 9 not found"}"#))
      #expect(await server.send(.get, "/status?mode=long").code == 422)
    }
  }

  @Test func `a long poll counts against the limit as every status request does`() async throws {
    try await withServer("longpoll") { server in
      let job = #"{"processing_duration":0,"should_error":false}"#
      let id = await server.send(.post, "/jobs", body: job).json?["job_id"]?.string ?? ""
      server.clock.jump(by: .seconds(1))
      // The create was the first of the 25.
      for left in (0..<24).reversed() {
        let answer = await server.send(.get, "/status?job_id=\(id)&mode=long")
        #expect(answer.text == #"{"result":"completed"}"#)
        #expect(answer.headers[.remaining] == String(left))
      }
      let refused = await server.send(.get, "/status?job_id=\(id)&mode=long")
      #expect(refused.code == 429)
      #expect(refused.text == #"{"error":"Rate limit exceeded: 25 per 1 minute"}"#)
    }
  }

  @Test(arguments: ["wait=10", "respond-async, wait=10"])
  func `our own server holds a request that prefers to wait`(prefer: String) async throws {
    try await withServer("jobtop") { server in
      let id = await server.send(.post, "/v1/jobs", body: #"{"duration":3600}"#).json?["id"]?.string
      let path = "/v1/jobs/\(id ?? "")"
      async let answer = server.send(.get, path, headers: [.prefer: prefer])
      await server.clock.waitForSleepers(3)
      server.clock.jump(by: .seconds(10))
      #expect(await answer.json?["status"] == "pending")
      #expect(await answer.headers[.preferenceApplied] == "wait")
      #expect(await answer.headers[.eTag] != nil)
      #expect(await server.send(.get, path).headers[.preferenceApplied] == nil)
    }
  }

  @Test func `it hears of a change that is not the end`() async throws {
    try await withServer("jobtop") { server in
      let id = await server.send(.post, "/v1/jobs", body: #"{"duration":100}"#).json?["id"]?.string
      async let answer = server.send(.get, "/v1/jobs/\(id ?? "")", headers: [.prefer: "wait=30"])
      await server.clock.waitForSleepers(3)
      server.clock.jump(by: .seconds(29))
      #expect(await answer.json?["status"] == "running")
    }
  }

  @Test func `a stop lets a held request go`() async throws {
    let server = try InProcessServer("jobtop")
    let id = await server.send(.post, "/v1/jobs", body: #"{"duration":100}"#).json?["id"]?.string
    let request = WireRequest(
      method: .get,
      target: "/v1/jobs/\(id ?? "")",
      headers: [.prefer: "wait=30"]
    )
    guard case .held(let held) = await server.server.reply(to: request) else {
      Issue.record("nothing is held")
      return
    }
    held.release()
    #expect(await held.answer().json?["status"] == "pending")
  }

  // MARK: -

  private func withServer(
    _ profile: Profile,
    _ body: (InProcessServer) async throws -> Void
  ) async throws {
    let server = try InProcessServer(profile)
    async let _: Void = server.server.play()
    try await body(server)
  }

  private func withServer(
    _ name: String,
    _ body: (InProcessServer) async throws -> Void
  ) async throws {
    try await withServer(#require(Profile.builtIn(name)), body)
  }
}

extension WireAnswer {
  /// An answer as it is typed in a test, in JSON.
  fileprivate init(_ code: Int, _ body: String) {
    self.init(code: code, headers: [.contentType: "application/json"], body: Array(body.utf8))
  }
}

extension HTTPField.Name {
  fileprivate static let remaining = Self("X-RateLimit-Remaining") ?? .from
  fileprivate static let prefer = Self("Prefer") ?? .from
  fileprivate static let preferenceApplied = Self("Preference-Applied") ?? .from
}
