import HTTPTypes
import JobClient
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The whole client against a simulator that makes trouble, in time that passes by itself.
@Suite(.timeLimit(.minutes(3)))
struct FaultStory {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `on a flaky network all of 20 jobs end, none of them twice`(seed: UInt64) async throws {
    try await withClient("jobtop", Scenario.builtIn("flaky-network"), seed: seed) {
      client,
      server in
      let before = Set(try await jobs(of: server))
      let drafts = (1...20).map { Draft(inputs: ["title": .string("job \($0)")]) }
      let created = try await client.create(drafts: drafts)
      let ids = created.compactMap(\.job.jobID)
      for id in ids {
        var ends: [JobState] = []
        for try await update in client.updates(of: id, within: nil) where update.state.isFinal {
          ends.append(update.state)
        }
        #expect(ends.count == 1)
        #expect(ends.allSatisfy { $0 == .completed || $0 == .failed })
      }
      #expect(Set(ids).count == 20)
      #expect(Set(try await jobs(of: server)).subtracting(before) == Set(ids.map(\.rawValue)))
    }
  }

  @Test func `jobs that the server forgets are lost, not waited for`() async throws {
    try await withClient("jobtop", faults: ["amnesia=15s"]) { client, _ in
      var states: [JobState] = []
      for id in try await create(5, with: client) {
        states.append(try await client.waitForCompletion(of: id, within: nil).state)
      }
      #expect(states == Array(repeating: .lost, count: 5))
    }
  }

  @Test func `a job that comes after amnesia under the same id is followed to its end`()
    async throws
  {
    var scenario = Scenario(name: "one")
    scenario.script = [ScriptedJob(length: .seconds(30), endings: [.completed])]
    try await withClient("socketio", scenario, faults: ["amnesia=20s"]) { client, server in
      let start = server.clock.now
      let last = try await client.waitForCompletion(of: "1", within: nil)
      #expect(last.state == .completed)
      #expect(start.duration(to: server.clock.now) >= .seconds(50))
    }
  }

  // MARK: -

  private func create(_ count: Int, with client: JobClient) async throws -> [JobID] {
    // Together, because time passes while one waits for the other.
    let drafts = Array(repeating: Draft(inputs: ["duration": 60]), count: count)
    return try await client.create(drafts: drafts).compactMap(\.job.jobID)
  }

  /// The ids of all jobs that the server has, asked for when all is well.
  private func jobs(of server: InProcessServer) async throws -> [String] {
    let rules = await server.send(.get, "/.control/faults").text
    _ = await server.send(.delete, "/.control/faults")
    let list = try #require(await server.send(.get, "/v1/jobs?limit=500").json?["jobs"])
    _ = await server.send(.post, "/.control/faults", body: rules)
    return (0...).lazy.map { list[$0]?["id"]?.string }.prefix { $0 != nil }.compactMap(\.self)
  }

  /// A client whose time passes as soon as somebody waits for it; waits have no deadline, because
  /// others may still be busy by then.
  private func withClient(
    _ profile: String,
    _ scenario: Scenario? = nil,
    faults: [String] = [],
    seed: UInt64 = 1,
    _ body: (JobClient, InProcessServer) async throws -> Void
  ) async throws {
    var options = SimulatorOptions()
    options.seed = seed
    options.faults = try faults.map { try FaultRule(written: $0) }
    let server = try InProcessServer(profile, scenario: scenario, options: options)
    let client = try JobClient(
      profile: .named(profile),
      options: WatchOptions(
        poll: .fixed(.seconds(2)),
        push: .none,
        createTries: .max,
        patience: nil
      ),
      transport: InProcessTransport(to: server.server, clock: server.clock),
      clock: server.clock,
      generator: SeededGenerator(state: 1)
    )
    async let _: Void = pass(server.clock)
    try await body(client, server)
    await client.close()
    #expect(await client.counts() == .none)
  }

  private func pass(_ clock: TestClock) async {
    while !Task.isCancelled { await clock.advanceToNextDeadline() }
  }
}
