import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone creates many jobs from a script, and sees each of them come and go.
  @Suite struct CreateStory {
    @Test func `ends are told while further jobs are still being created`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "envelope",
        "--speed",
        "1000",
        in: program,
        environment: ["ERROR_PROBABILITY": "0"]
      )
      let options = ["--profile", "envelope", "--url", server.url, "--interval", "20ms"]
      let result = try await program.run(
        ["create", "--count", "4", "--rate", "2", "--wait"] + options
      )
      let table = try await program.run(
        ["create", "--count", "2", "--wait", "--format", "table"] + options
      )
      try await server.kill()
      #expect(result.code == 0 && result.errors == "")
      let ends = result.lines.indices.filter { result.lines[$0].contains(#""final":true"#) }
      let births = result.lines.indices.filter { result.lines[$0].contains(#""source":"create""#) }
      #expect(ends.count == 4 && births.count == 4)
      #expect(try #require(ends.first) < (try #require(births.last)))
      #expect(table.lines.count == 3)
      #expect(table.lines.dropFirst().allSatisfy { $0.contains("completed") })
    }

    @Test func `who stops in the middle learns what exists and how to wait on`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (creates, heard) = AsyncStream.makeStream(of: Int.self)
      let ids = Counter()
      try await ScriptedServer.with { talk in
        while true {
          let (head, _) = try await talk.hearRequest()
          if head.hasPrefix("POST / ") {
            let number = ids.next()
            try await talk.answer(200, Self.created(number))
            heard.yield(number)
          } else {
            try await talk.answer(200, Self.pending)
          }
        }
      } _: { url in
        let output = program.home.appending(path: "output").path
        let errors = program.home.appending(path: "errors").path
        let process = try SpawnedProcess(
          path: BuiltProgram.path,
          arguments: [
            "create", "--count", "50", "--rate", "5", "--wait", "--format", "table", "--profile",
            "envelope", "--url", url,
          ],
          environment: program.environment,
          folder: program.home.path,
          output: output,
          errors: errors
        )
        // With the third create on its way the answers to the first two have been taken in.
        for await number in creates where number == 3 { break }
        process.signal(SIGINT)
        #expect(try await process.wait() == 130)
        let said = try String(contentsOfFile: errors, encoding: .utf8)
        #expect(said.contains("of 50 jobs created"))
        #expect(said.contains("“jobtop wait job-1 job-2"))
        #expect(said.contains(" --url \(url) --profile envelope”."))
        let rows = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        #expect(rows.filter { $0.contains("job-") && $0.contains("pending") }.count >= 2)
      }
    }

    @Test func `a create without an answer is told once the list was looked into`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.with { talk in
        let (head, _) = try await talk.hearRequest()
        // It hangs up on the create.
        if head.hasPrefix("GET") { try await talk.answer(200, #"{"jobs":[]}"#) }
      } _: { url in
        let result = try await program.run(["create", "--profile", "listing", "--url", url])
        #expect(result.code == 5)
        #expect(result.lines.count == 1)
        #expect(result.output.contains(#""state":"unconfirmed""#))
        #expect(result.output.contains("its list shows no job of that time"))
      }
    }

    private static func created(_ number: Int) -> String {
      #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"job-\#(number)"}}"#
    }

    private static let pending =
      #"{"meta":{"message":"Job status"},"payload":{"status":"pending"}}"#
  }
}
