import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// A server that takes the place of another, with its jobs.
@Suite(.timeLimit(.minutes(1)))
struct SuccessionTests {
  private let clock = TestClock()

  @Test func `it tells of what changes by itself, as the one before did`() async throws {
    let first = try await play(nil) { server, recorder in
      let hook = #"{"url":"https://a.example.org/x"}"#
      #expect(await server.send(.post, "/v1/webhooks", body: hook).code == 201)
      try await expectItTellsOfAnEnd(server, recorder)
    }
    let second = try await play(first) { server, recorder in
      try await expectItTellsOfAnEnd(server, recorder)
    }
    _ = try await play(second) { server, recorder in
      try await expectItTellsOfAnEnd(server, recorder)
    }
  }

  /// Makes a job that nobody asks about, and hears of its end.
  private func expectItTellsOfAnEnd(
    _ server: InProcessServer,
    _ recorder: WebhookRecorder
  ) async throws {
    let answer = await server.send(.post, "/v1/jobs", body: #"{"duration":10}"#)
    let id = try #require(answer.json?["id"])
    var word = ""
    while !["completed", "failed"].contains(word) {
      let message = try #require(await recorder.next().first)
      let data = try JSON(parsing: message.body)["data"]
      #expect(data?["id"] == id)
      word = data?["status"]?.string ?? ""
      guard ["pending", "running"].contains(word) else { continue }
      // The next change of the job, and the next heartbeat.
      await clock.waitForSleepers(2)
      clock.jump(by: .seconds(10))
    }
  }

  private func play(
    _ former: InProcessServer?,
    _ body: (InProcessServer, WebhookRecorder) async throws -> Void
  ) async throws -> InProcessServer {
    let profile = try #require(Profile.builtIn("jobtop"))
    let recorder = WebhookRecorder()
    let server = try InProcessServer(
      profile,
      webhooks: recorder,
      clock: clock,
      continuing: former?.server
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await server.server.play() }
      try await body(server, recorder)
      group.cancelAll()
    }
    return server
  }
}
