import TestSupport
import Testing

extension Stories {
  /// Someone follows a server that has one job and no ids.
  @Suite struct OneJobStory {
    @Test(arguments: ["webhook", "websocket", "ratelimited", "hint"])
    func `no id is needed, and none can be given`(profile: String) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        profile,
        in: program,
        environment: ["STATUS_DELAY": "1000", "ERROR_PROBABILITY": "0"]
      )
      let there = ["--profile", profile, "--url", server.url, "--format", "jsonl"]
      let early = try await program.run(["status"] + there)
      let waited = try await program.run(["wait"] + there)
      let watched = try await program.run(["watch"] + there)
      let named = try await program.run(["status", "7"] + there)
      let created = try await program.run(["create"] + there)
      try await server.kill()
      #expect(early.code == 0 && early.output.contains(#""id":"","#))
      for result in [waited, watched] {
        #expect(result.code == 0 && result.output.contains(#""state":"completed""#))
      }
      #expect(named.code == 64 && named.errors.contains("has one job without an id"))
      #expect(created.code == 64 && created.errors.contains("cannot create"))
    }
  }
}
