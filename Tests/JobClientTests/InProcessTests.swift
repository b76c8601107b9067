import JobClient
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The whole client against the whole simulator, without a socket.
@Suite struct InProcessTests {
  /// A simulator whose jobs take thousandths of their time, or all of it, and a client of it.
  private func stage(_ name: String, speed: Double = 1000) throws -> JobClient {
    let profile = try Profile.named(name)
    var options = SimulatorOptions()
    options.speed = speed
    let server = try JobServer(profile: profile, options: options)
    return try JobClient(
      profile: profile,
      credentials: profile.simulation.credentials ?? Credentials(),
      options: WatchOptions(poll: .fixed(.milliseconds(10)), push: .none),
      transport: InProcessTransport(to: server),
      generator: SeededGenerator(state: 1)
    )
  }

  @Test(arguments: Profile.builtInNames)
  func `every built-in profile creates a job and sees its end`(name: String) async throws {
    let client = try stage(name)
    let profile = try Profile.named(name)
    // A server with one job has it from the start.
    let job: JobID =
      profile.hasOneJob ? .only : try await client.create(profile.sampleInputs)
    let last = try await client.waitForCompletion(of: job)
    #expect(last.state.isFinal)
    #expect(last.job.polls >= 1)
    await client.close()
    #expect(await client.counts() == .none)
  }

  @Test func `updates come in order, each once, and end after the final one`() async throws {
    let client = try stage("envelope")
    let job = try await client.create()
    var updates: [JobUpdate] = []
    for try await update in client.updates(of: job) { updates.append(update) }
    #expect(updates.filter(\.state.isFinal).count == 1)
    #expect(updates.last?.state.isFinal == true)
    #expect(Set(updates.map(\.job)).count == updates.count)
    await client.close()
  }

  @Test func `updates of all jobs come in one stream, which ends with the client`() async throws {
    let client = try stage("envelope")
    let updates = client.updates()
    let drafts = Array(repeating: Draft(), count: 3)
    let jobs = try await client.create(drafts: drafts).compactMap(\.job.jobID)
    for job in jobs { _ = try await client.waitForCompletion(of: job) }
    await client.close()
    var ends: Set<JobID> = []
    for await update in updates where update.state.isFinal {
      #expect(ends.insert(try #require(update.job.jobID)).inserted)
    }
    #expect(ends == Set(jobs))
  }

  @Test func `a stream of updates ends where as many polls as allowed have not seen the end`()
    async throws
  {
    let client = try stage("envelope", speed: 1)
    let job = try await client.create()
    let failure = await #expect(throws: JobFailure.self) {
      for try await _ in client.updates(of: job, maximumPolls: 2) {}
    }
    guard case .tooManyPolls(let unfinished, limit: 2) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(unfinished.polls == 2)
    await client.close()
  }

  @Test func `a client that is closed turns everyone away`() async throws {
    let client = try stage("envelope")
    await client.close()
    await #expect(throws: JobFailure.closed) { try await client.create() }
  }
}
