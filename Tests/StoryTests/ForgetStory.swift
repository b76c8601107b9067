import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone puts jobs away in one place, and looks at another.
  @Suite struct ForgetStory {
    @Test
    func `a job that is forgotten in a shell goes from open screens, one waited for is waited for`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 600, in: program)
      let there = ["--profile", "envelope", "--url", server.url]
      let created = try await program.run(["create", "--count", "3", "--label", "cut"] + there)
      let ids = created.lines.compactMap { $0.firstMatch(of: /"id":"([^"]+)"/)?.1 }.map(String.init)
      try #require(ids.count == 3)
      let command = "jobtop \(there.joined(separator: " "))"
      try await story(command, in: program) { first in
        try await first.wait(for: "3 jobs")
        try await story(command, in: program) { second in
          try await second.wait(for: "3 jobs")
          let output = program.home.appending(path: "watched").path
          let watching = try SpawnedProcess(
            path: BuiltProgram.path,
            arguments: ["watch", ids[0], "--every-poll", "--log-file", output + ".log"] + there,
            environment: program.environment,
            folder: program.home.path,
            output: output,
            errors: output
          )
          try await Waiting.until {
            try String(contentsOfFile: output, encoding: .utf8).contains("pending")
          }
          let log = output + ".log"
          let before = Self.requests(log)
          #expect(try await program.run(["forget", ids[0]] + there).code == 0)
          try await first.wait(for: "2 jobs")
          try await second.wait(for: "2 jobs")

          try await first.type(":forget")
          try await first.press("Enter")
          try await first.wait(for: "1 job ")
          try await second.wait(for: "1 job ")
          try await Waiting.until { Self.requests(log) > before }
          watching.signal(SIGINT)
          #expect(try await watching.wait() == 130)
        }
      }
      try await server.kill()
    }

    private static func requests(_ log: String) -> Int {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").count
    }
  }
}
