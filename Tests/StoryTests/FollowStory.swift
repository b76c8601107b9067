import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone follows jobs from a script, on servers that do not say everything.
  @Suite struct FollowStory {
    /// A server of the profile `envelope` whose job 7 says these words, one an answer, the last again
    /// and again.
    private func saying(
      _ words: [String],
      _ play: (_ program: BuiltProgram, _ options: [String]) async throws -> Void
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let asked = Counter()
      try await ScriptedServer.with { talk in
        while true {
          _ = try await talk.hearRequest()
          let word = words[min(asked.next(), words.count) - 1]
          try await talk.answer(
            word == "error" ? 500 : 200,
            #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#
          )
        }
      } _: { url in
        try await play(
          program,
          ["7", "--profile", "envelope", "--url", url, "--poll", "fixed", "--interval", "20ms"]
        )
      }
    }

    @Test func `who waits at a terminal sees each end when it comes, and for how many he waits`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.with { talk in
        while true {
          let (head, _) = try await talk.hearRequest()
          let word = head.contains("/first") ? "completed" : "pending"
          try await talk.answer(
            200,
            #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#
          )
        }
      } _: { url in
        let first = "jobtop status first --profile envelope --url \(url)"
        let both = "jobtop wait first second --profile envelope --url \(url)"
        try await story("sh -c '\(first); clear; exec \(both)'", in: program) { terminal in
          let screen = try await terminal.wait(for: "Waiting for 1 of 2 jobs of 127.0.0.1:")
          #expect(screen.contains("completed"))
          #expect(screen.contains("ctrl-c ends the waiting, not the jobs."))
        }
      }
    }

    @Test func `a create that a killed program left without an answer is told of`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (creates, heard) = AsyncStream.makeStream(of: Void.self)
      try await ScriptedServer.with { talk in
        while true {
          _ = try await talk.hearRequest()
          heard.yield()
        }
      } _: { url in
        let options = ["--profile", "envelope", "--url", url]
        let output = program.home.appending(path: "output").path
        let process = try SpawnedProcess(
          path: BuiltProgram.path,
          arguments: ["create"] + options,
          environment: program.environment,
          folder: program.home.path,
          output: output,
          errors: output
        )
        for await _ in creates { break }
        process.signal(SIGKILL)
        _ = try await process.wait()
        let result = try await program.run(["wait", "--timeout", "1s"] + options)
        #expect(result.errors.contains("The job may exist: "))
        #expect(result.errors.contains(" has no list where it could be looked up."))
        #expect(result.lines.filter { $0.contains(#""state":"submitting""#) }.count == 1)
        #expect(result.code == 3)
      }
    }

    @Test(arguments: ["wait", "watch"])
    func `a word that the profile does not know is told once`(verb: String) async throws {
      try await saying(["musing", "musing", "pending", "musing", "completed"]) { program, options in
        let result = try await program.run([verb] + options)
        #expect(result.code == 0)
        let warnings = result.errors.split(separator: "\n").filter { $0.contains("“musing”") }
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("counts as running") == true)
      }
    }

    @Test func `wait tells the end alone, or every answer`() async throws {
      let words = ["pending", "pending", "pending", "completed"]
      try await saying(words) { program, options in
        let every = try await program.run(["wait", "--every-poll"] + options)
        #expect(every.lines.count == 4)
        #expect(every.lines.allSatisfy { $0.contains(#""source":"poll""#) })
        #expect(every.lines.allSatisfy { $0.contains(#""kind":"envelope""#) })
      }
      try await saying(words) { program, options in
        let end = try await program.run(["wait"] + options)
        #expect(end.lines.count == 1)
        #expect(end.lines.first?.contains(#""state":"completed""#) == true)
      }
    }

    @Test func `a list without states is completed by asking, and what is gone is left out`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.with { talk in
        while true {
          let (head, _) = try await talk.hearRequest()
          switch head.split(separator: " ").dropFirst().first {
          case "/tasks": try await talk.answer(200, #"{"task_ids":["1","2","3"]}"#)
          case "/tasks/1/status": try await talk.answer(200, #"{"status":"error"}"#)
          case "/tasks/3/status": try await talk.answer(200, #"{"status":"pending"}"#)
          default: try await talk.answer(404, #"{"error":"Task not found"}"#)
          }
        }
      } _: { url in
        let result = try await program.run(
          "list",
          "--profile",
          "socketio-rooms",
          "--url",
          url
        )
        #expect(result.code == 0)
        #expect(result.lines.map { $0.contains(#""state":"failed""#) } == [true, false])
        #expect(result.lines.map { $0.contains(#""state":"pending""#) } == [false, true])
      }
    }

    @Test func `the log has a line for each request and no secret`() async throws {
      try await saying(["pending", "completed"]) { program, options in
        let log = program.home.appending(path: "jobtop.log").path
        let result = try await program.run(
          ["wait", "--log-file", log, "--header", "X-Team: hunter2"] + options
        )
        #expect(result.code == 0)
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
          lines.allSatisfy {
            $0.contains(" info answered attempt=1 code=200 method=GET ms=")
              && $0.contains(" path=/status/7 server=127.0.0.1:")
          }
        )
        #expect(!lines.joined().contains("hunter2"))
        let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions]
        #expect(mode as? Int == 0o600)
      }
    }

    @Test func `the log tells when a push connection was opened, and why it ended`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "websocket",
        in: program,
        environment: ["STATUS_DELAY": "500", "ERROR_PROBABILITY": "0"]
      )
      let log = program.home.appending(path: "jobtop.log").path
      let result = try await program.run(
        "wait",
        "--profile",
        "websocket",
        "--url",
        server.url,
        "--log-file",
        log
      )
      try await server.kill()
      #expect(result.code == 0)
      let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
      let name = "server=127.0.0.1:\(server.port)"
      let push = lines.filter { $0.contains(" push ") }.map { $0.drop { $0 != " " } }
      #expect(
        push == [
          " info push opened kind=websocket \(name)",
          " info push ended kind=websocket \(name) why=left",
        ]
      )
    }

    @Test func `a URL whose port was forgotten is refused`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run("status", "7", "--url", "http://127.0.0.1:")
      #expect(result.code == 64)
      #expect(result.errors.contains("cannot be “http://127.0.0.1:”: a URL such as http://"))
    }

    @Test func `a change of a job that is named twice is told once`() async throws {
      try await saying(["pending", "completed"]) { program, options in
        let result = try await program.run(["watch", "7"] + options)
        #expect(result.lines.count == 2)
      }
    }

    @Test func `a log tells of trouble alone where that is asked for`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let log = program.home.appending(path: "jobtop.log").path
      let gone = try await program.run(
        ["status", "7", "--url", "http://127.0.0.1:1", "--log-file", log, "--log-level", "warning"]
      )
      #expect(gone.code == 4)
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains(" warning no answer attempt=1 method=GET "))
      let wrong = try await program.run(
        ["status", "7", "--url", "http://127.0.0.1:1", "--log-level", "loud"]
      )
      #expect(wrong.code == 64 && wrong.errors.contains("trace, debug, info"))
    }
  }
}
