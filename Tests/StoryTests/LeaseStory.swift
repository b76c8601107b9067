import Foundation
import TestSupport
import Testing

extension Stories {
  /// Several jobtops watch the same job on one store: one of them asks.
  @Suite struct LeaseStory {
    private func watch(
      _ name: String,
      of id: Substring,
      _ url: String,
      _ program: BuiltProgram
    ) throws -> (process: SpawnedProcess, log: String) {
      let log = program.home.appending(path: name).path
      let process = try SpawnedProcess(
        path: BuiltProgram.path,
        arguments: [
          "watch", String(id), "--url", url, "--profile", "envelope", "--poll", "fixed",
          "--interval",
          "200ms", "--every-poll", "--log-file", log,
        ],
        environment: program.environment,
        folder: program.home.path,
        output: log + ".out",
        errors: log + ".err"
      )
      return (process, log)
    }

    private static func requests(_ log: String) -> Int {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").count
    }

    @Test func `one of two asks, and when it is killed the other goes on`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 600, in: program)
      let there = ["--profile", "envelope", "--url", server.url]
      let created = try await program.run(["create"] + there)
      let id = try #require(created.lines.first?.firstMatch(of: /"id":"([^"]+)"/)?.1)
      let first = try watch("first", of: id, server.url, program)
      try await Waiting.until { Self.requests(first.log) > 2 }
      let second = try watch("second", of: id, server.url, program)
      try await Waiting.until {
        try String(contentsOfFile: second.log + ".out", encoding: .utf8).contains("pending")
      }
      let before = Self.requests(first.log)
      try await Waiting.until { Self.requests(first.log) > before + 10 }
      #expect(Self.requests(second.log) == 0)

      first.process.signal(SIGKILL)

      try await Waiting.until { Self.requests(second.log) > 2 }
      second.process.signal(SIGINT)
      #expect(try await second.process.wait() == 130)
      try await server.kill()
    }
  }
}
