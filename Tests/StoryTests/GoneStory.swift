import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone waits from a script for jobs of a server that goes away.
  @Suite struct GoneStory {
    @Test func `a server that never was there leaves an object for each job and one sentence`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "envelope", in: program)
      try await server.kill()
      let there = ["--profile", "envelope", "--url", server.url]
      let result = try await program.run(["wait", "job-1", "job 2", "--timeout", "60s"] + there)
      #expect(result.code == 4)
      #expect(result.lines.count == 2)
      #expect(result.lines.first?.contains(#""id":"job-1""#) == true)
      for line in result.lines {
        #expect(line.contains(#""state":"asking""#) && line.contains(#""final":false"#))
        #expect(line.contains(#""reason":"the server is out of reach: connection refused""#))
      }
      let name = server.url.dropFirst("http://".count)
      #expect(
        result.errors == """
          \(name) is out of reach: connection refused. Is the server running? Left: job-1, job 2. \
          Wait on with “jobtop wait job-1 'job 2' --timeout 60s --url \(server.url) --profile \
          envelope”.\n
          """
      )
    }

    @Test func `who was reached once is waited for to the deadline, and its absence told once`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer.envelope(lasting: 600, in: program)
      let output = program.home.appending(path: "output").path
      let errors = program.home.appending(path: "errors").path
      let process = try SpawnedProcess(
        path: BuiltProgram.path,
        arguments: [
          "create", "--count", "2", "--wait", "--timeout", "7s", "--profile", "envelope", "--url",
          server.url, "--poll", "fixed", "--interval", "100ms",
        ],
        environment: program.environment,
        folder: program.home.path,
        output: output,
        errors: errors
      )
      try await Waiting.until {
        try Self.lines(output).count { $0.contains(#""source":"poll""#) } >= 2
      }
      try await server.kill()
      #expect(try await process.wait() == 4)
      let left = try Self.lines(output).suffix(2)
      #expect(left.allSatisfy { $0.contains(#""state":"pending""#) })
      #expect(left.allSatisfy { $0.contains("the server is out of reach: connection refused") })
      let said = try Self.lines(errors)
      #expect(said.count == 2)
      #expect(said.first?.contains(" went away: connection refused. ") == true)
      #expect(said.last?.contains("Wait on with “jobtop wait ") == true)
    }

    @Test func `an absence that ends is told as well, and the wait goes on`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let asked = Counter()
      try await ScriptedServer.with { talk in
        while true {
          _ = try await talk.hearRequest()
          let number = asked.next()
          // Three requests in a row are hung up on.
          if (2...4).contains(number) { return }
          try await talk.answer(200, Self.status(number < 5 ? "pending" : "completed"))
        }
      } _: { url in
        let result = try await program.run([
          "wait", "7", "--profile", "envelope", "--url", url, "--poll", "fixed", "--interval",
          "20ms",
        ])
        #expect(result.code == 0)
        let said = result.errors.split(separator: "\n")
        #expect(said.count == 2)
        #expect(said.first?.contains(" went away: ") == true)
        #expect(said.last?.hasSuffix(" is back.") == true)
      }
    }

    @Test(arguments: [
      ("--timeout", "300ms", "not finished within 300 ms"),
      ("--max-polls", "2", "not finished after 2 polls"),
    ])
    func `a wait whose patience ends leaves what it knows`(
      option: String,
      value: String,
      reason: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.answering(200, Self.status("pending")) { url in
        let result = try await program.run([
          "wait", "7", "8", option, value, "--profile", "envelope", "--url", url, "--poll", "fixed",
          "--interval", "20ms",
        ])
        #expect(result.code == 3)
        #expect(result.lines.count == 2)
        #expect(result.lines.allSatisfy { $0.contains(#""reason":"\#(reason)""#) })
        #expect(result.lines.allSatisfy { $0.contains(#""source":"poll""#) })
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(
          result.errors.contains(
            "Left: 7, 8. Wait on with “jobtop wait 7 8 \(option) \(value) --url "
          )
        )
      }
    }

    @Test func `an id that the server does not know leaves an object and no advice`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.answering(404, #"{"meta":{"message":"none"},"payload":null}"#) {
        url in
        let result = try await program.run(
          ["wait", "7", "8", "--profile", "envelope", "--url", url]
        )
        #expect(result.code == 5)
        #expect(result.lines.count == 2)
        #expect(result.lines.allSatisfy { $0.contains("the server has no such job") })
        #expect(result.errors.hasSuffix(" Is the id the right one? Left: 7, 8.\n"))
      }
    }

    private static func status(_ word: String) -> String {
      #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#
    }

    private static func lines(_ file: String) throws -> [String] {
      try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
  }
}
