import TestSupport
import Testing

extension Stories {
  /// Someone looks at what the screen makes of a server in trouble.
  @Suite struct TroubleStory {
    @Test(arguments: [
      ("amnesia", "50s", "lost"), ("busy", "20s", "60 jobs"), ("clock-skew", "20s", "running"),
      ("flaky-network", "20s", "no connection"), ("retry-storm", "28s", "429"),
      ("stuck", "20s", "47m20"),
    ])
    func `trouble is told, and the same each time`(
      scenario: String,
      time: String,
      words: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let arguments = ["snapshot", "--scenario", scenario, "--at", time, "--size", "120x20"]
      let first = try await program.run(arguments)
      #expect(first.code == 0)
      #expect(first.output.contains(words), "\(first.output)")
      #expect(try await program.run(arguments).output == first.output)
    }

    @Test func `one fault more is an option`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let arguments = ["snapshot", "--at", "5s", "--fault", "503"]
      let result = try await program.run(arguments)
      #expect(result.code == 0)
      #expect(result.output.contains("0 jobs"))
      #expect(result.output.contains("503"), "\(result.output)")
    }

    @Test func `a fault that makes no sense is refused with what would`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run(["serve", "--fault", "slow=soon"])
      #expect(result.code == 64)
      #expect(result.errors.contains("`slow=soon` makes no sense; write slow=2s or slow=1s..3s."))
    }
  }
}
