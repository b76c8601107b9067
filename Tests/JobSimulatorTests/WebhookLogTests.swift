import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What an operator finds in the log of webhooks that do not work.
@Suite(.timeLimit(.minutes(1)))
struct WebhookLogTests {
  private let log = LogRecorder()
  private let clock = TestClock()

  @Test func `a webhook that fails is warned of once, and when it works again that is told`()
    async throws
  {
    let lines = try await lines(answering: [500, nil, 200]) { recorder in
      for pause in [1, 5] {
        await clock.waitForSleepers(3)
        clock.jump(by: .seconds(pause))
        _ = await recorder.next()
      }
    }
    #expect(
      lines == [
        "warning a message to a webhook did not arrive code=500 host=a.example.org:8443 next=1 s",
        "debug a message to a webhook did not arrive code=none host=a.example.org:8443 next=5 s",
        "notice messages to a webhook arrive again host=a.example.org:8443",
      ]
    )
  }

  @Test func `a message that is given up is warned of`() async throws {
    let codes = [Int?](repeating: 404, count: 6)
    let lines = try await lines(answering: codes) { recorder in
      for pause in [1, 5, 30, 120, 600] {
        await clock.waitForSleepers(3)
        clock.jump(by: .seconds(pause))
        _ = await recorder.next()
      }
    }
    let end = "warning a message to a webhook was given up code=404 host=a.example.org:8443"
    #expect(lines.last == end)
    #expect(lines.count == 6)
  }

  @Test func `a receiver that wants no more is told of`() async throws {
    let lines = try await lines(answering: [410]) { _ in }
    let end = "notice a webhook was ended by its receiver code=410 host=a.example.org:8443"
    #expect(lines == [end])
  }

  /// What is logged of one message, without what is drawn.
  private func lines(
    answering codes: [Int?],
    _ body: (WebhookRecorder) async throws -> Void
  ) async throws -> [String] {
    let recorder = WebhookRecorder(codes: codes)
    let server = try InProcessServer(
      try #require(Profile.builtIn("jobtop")),
      webhooks: recorder,
      clock: clock,
      logger: log.logger
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await server.server.play() }
      let hook = #"{"url":"https://ann:secret@a.example.org:8443/secret?token=secret"}"#
      #expect(await server.send(.post, "/v1/webhooks", body: hook).code == 201)
      _ = await server.send(.post, "/v1/jobs", body: #"{"duration":31000000}"#)
      _ = await recorder.next()
      try await body(recorder)
      // The last line is written after the last answer.
      try await Waiting.until { log.lines.count { $0.contains(" webhook") } == codes.count }
      group.cancelAll()
    }
    #expect(!log.lines.contains { $0.contains("secret") })
    return log.lines.filter { $0.contains(" webhook") }.map { line in
      line.replacing(#/ (?:revision=1|webhook=wh[0-9a-z]+)/#, with: "")
    }
  }
}
