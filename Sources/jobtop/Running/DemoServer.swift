import JobClient
import JobModel
import JobProfile
import JobSimulator

/// A job server in this process, on a free loopback port, with a client of it.
struct DemoServer: Sendable {
  /// Its short name.
  static let name = "demo"

  private let server: JobServer
  private let profile: Profile
  private let addresses: AsyncStream<String>

  init(_ profile: Profile, _ scenario: Scenario?, _ options: SimulatorOptions) throws {
    let (addresses, tell) = AsyncStream.makeStream(of: String.self)
    self.profile = profile
    self.addresses = addresses
    server = try Failures.described { () throws(JobFailure) in
      try JobServer(profile: profile, scenario: scenario, options: options) { url in
        tell.yield(url)
      }
    }
  }

  /// Runs `work` with a client of the server, then stops both.
  func serving<Value: Sendable>(
    _ work: @Sendable (JobClient) async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      var address: String?
      for await url in addresses {
        address = url
        break
      }
      let client = try makeClient(address)
      let value = try await work(client)
      await client.close()
      await server.stop()
      try await group.waitForAll()
      return value
    }
  }

  private func makeClient(_ address: String?) throws -> JobClient {
    try Failures.described { () throws(JobFailure) in
      try JobClient(
        profile: profile,
        url: address,
        name: Self.name,
        credentials: profile.simulation.credentials ?? Credentials(),
        options: WatchOptions(
          discovers: true,
          createTries: .max,
          patience: nil
        ).tellingOutlooks()
      )
    }
  }
}
