import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct EventFeedTests {
  @Test func `a feed begins with every job and goes on with what happens`() async throws {
    try await withServer { server in
      let first = await create(server)
      let second = await create(server)
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      #expect(
        lines(await events.next()) == ["1 job \(first) pending", "2 job \(second) pending"]
      )
      _ = await server.send(.post, "/v1/jobs/\(first)/cancel")
      #expect(lines(await events.next()) == ["3 job \(first) cancelled"])
    }
  }

  @Test func `a job that changes by itself is told at its instant`() async throws {
    try await withServer { server in
      let id = await create(server)
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      var told = [lines(await events.next())]
      while told.last?.first?.hasSuffix("completed") != true {
        await server.clock.waitForSleepers(2)
        await server.clock.advanceToNextDeadline()
        told.append(lines(await events.next()))
      }
      #expect(
        told == [
          ["1 job \(id) pending"], ["2 job \(id) running"], ["3 job \(id) running"],
          ["4 job \(id) completed"],
        ]
      )
    }
  }

  @Test func `who comes back hears only what changed since`() async throws {
    try await withServer { server in
      let first = await create(server)
      _ = await create(server)
      _ = await server.send(.post, "/v1/jobs/\(first)/cancel")
      let feed = try #require(await server.events("/v1/events", headers: [lastEventID: "2"]))
      var events = feed.makeAsyncIterator()
      #expect(lines(await events.next()) == ["3 job \(first) cancelled"])
    }
  }

  @Test func `who knows more than the server ever said hears everything`() async throws {
    try await withServer { server in
      let id = await create(server)
      let feed = try #require(await server.events("/v1/events", headers: [lastEventID: "99"]))
      var events = feed.makeAsyncIterator()
      #expect(lines(await events.next()) == ["1 job \(id) pending"])
    }
  }

  @Test func `a feed on which nothing happens shows that it lives`() async throws {
    try await withServer { server in
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      await server.clock.advance(by: .seconds(15))
      #expect(await events.next().map { String(decoding: $0, as: UTF8.self) } == ": heartbeat\n\n")
    }
  }

  @Test func `a new job that changes before all others is told in time`() async throws {
    var scenario = Scenario(name: "slow")
    scenario.script = [ScriptedJob(length: .seconds(1000), endings: [.completed])]
    try await withServer(scenario) { server in
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      _ = await events.next()
      await server.clock.waitForSleepers(2)
      let id = await create(server)
      #expect(lines(await events.next()) == ["2 job \(id) pending"])
      await server.clock.waitForSleepers(3)
      await server.clock.advanceToNextDeadline()
      #expect(lines(await events.next()) == ["3 job \(id) running"])
    }
  }

  @Test func `a feed ends when it is finished`() async throws {
    try await withServer { server in
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      feed.finish()
      #expect(await events.next() == nil)
    }
  }

  @Test func `many jobs are told in parts, none of them twice`() async throws {
    var scenario = Scenario(name: "crowd")
    scenario.start = 600
    try await withServer(scenario) { server in
      let feed = try #require(await server.events("/v1/events"))
      var events = feed.makeAsyncIterator()
      var told: [[String]] = []
      for _ in 0..<3 { told.append(lines(await events.next())) }
      #expect(told.map(\.count) == [256, 256, 88])
      #expect(Set(told.joined()).count == 600)
    }
  }

  // MARK: -

  private let lastEventID = HTTPField.Name("Last-Event-ID") ?? .from

  private func withServer(
    _ scenario: Scenario? = nil,
    _ body: (InProcessServer) async throws -> Void
  ) async throws {
    var options = SimulatorOptions()
    options.length = .either([.seconds(2)])
    options.failure = 0
    let server = try InProcessServer("jobtop", scenario: scenario, options: options)
    async let _: Void = server.server.play()
    try await body(server)
  }

  private func create(_ server: InProcessServer) async -> String {
    await server.send(.post, "/v1/jobs").json?["id"]?.string ?? ""
  }

  /// Each event as its id, its name, and its job's id and state.
  private func lines(_ bytes: [UInt8]?) -> [String] {
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    return text.split(separator: "\n\n").map { event in
      let fields = event.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 1)[1] }
      let job = try? JSON(parsing: Array(fields[2].utf8))
      let parts = [job?["id"]?.string, job?["status"]?.string].compactMap { $0 }
      return ([String(fields[0]), String(fields[1])] + parts).joined(separator: " ")
    }
  }
}
