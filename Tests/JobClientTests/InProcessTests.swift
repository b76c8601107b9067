import JobClient
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The whole client against the whole simulator, without a socket, in time that the test moves.
@Suite struct InProcessTests {
  private func client(of stage: InProcessServer, _ name: String) throws -> JobClient {
    let profile = try Profile.named(name)
    return try JobClient(
      profile: profile,
      credentials: profile.simulation.credentials ?? Credentials(),
      options: WatchOptions(poll: .fixed(.seconds(1), jitter: 0), usesPush: false),
      transport: InProcessTransport(to: stage.server),
      clock: stage.clock,
      generator: SeededGenerator(state: 1)
    )
  }

  /// Moves the clock from sleeper to sleeper while `work` goes on.
  private func moving<Value: Sendable>(
    _ clock: TestClock,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while !Task.isCancelled { await clock.advanceToNextDeadline() }
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw CancellationError() }
      return value
    }
  }

  @Test(arguments: Profile.builtInNames)
  func `every built-in profile creates a job and sees its end`(profile: String) async throws {
    let stage = try InProcessServer(profile)
    let client = try client(of: stage, profile)
    let last = try await moving(stage.clock) {
      let job = try await client.create()
      return try await client.waitForCompletion(of: job)
    }
    #expect(last.state.isFinal)
    #expect(last.job.polls > 1)
    await client.close()
    #expect(await client.counts() == .none)
  }

  @Test func `updates come in order, each once, and end after the final one`() async throws {
    let stage = try InProcessServer("jobtop")
    let client = try client(of: stage, "jobtop")
    let states = try await moving(stage.clock) {
      let job = try await client.create()
      var states: [JobState] = []
      for try await update in client.updates(of: job) where states.last != update.state {
        states.append(update.state)
      }
      return states
    }
    #expect(states.first == .pending || states.first == .running)
    #expect(states.filter(\.isFinal).count == 1)
    #expect(states.last?.isFinal == true)
    await client.close()
  }

  @Test func `a client that is closed turns everyone away`() async throws {
    let stage = try InProcessServer("envelope")
    let client = try client(of: stage, "envelope")
    await client.close()
    await #expect(throws: JobFailure.closed) { try await client.create() }
  }
}
