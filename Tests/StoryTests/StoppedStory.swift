import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone stops a command before it has its answer, or reads no further.
  @Suite struct StoppedStory {
    /// Runs a command on a server that does not answer, and interrupts it once it has been asked.
    private func stop(
      _ arguments: [String],
      namesServer: Bool = true,
      in program: BuiltProgram
    ) async throws -> (errors: String, url: String) {
      let (requests, heard) = AsyncStream.makeStream(of: Void.self)
      let errors = program.home.appending(path: "errors").path
      var address = ""
      try await ScriptedServer.with { talk in
        while true {
          _ = try await talk.hearRequest()
          heard.yield()
        }
      } _: { url in
        address = url
        let process = try SpawnedProcess(
          path: BuiltProgram.path,
          arguments: arguments + (namesServer ? ["--url", url] : [url]),
          environment: program.environment,
          folder: program.home.path,
          output: program.home.appending(path: "output").path,
          errors: errors
        )
        for await _ in requests { break }
        process.signal(SIGINT)
        #expect(try await process.wait() == 130)
      }
      return (try String(contentsOfFile: errors, encoding: .utf8), address)
    }

    @Test(arguments: [
      ("status", "How 7 stands is not known."),
      ("cancel", "Whether it cancels 7 is not known."),
      ("retry", "Whether it runs 7 again is not known."),
      ("track", "7 is watched from now on, whether there is such a job or not."),
    ])
    func `who stops a command is told what may have come of it, and how to go on`(
      verb: String,
      doubt: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (errors, url) = try await stop([verb, "7", "8"], in: program)
      let name = url.dropFirst("http://".count)
      #expect(
        errors == """
          Stopped before \(name) answered. \(doubt) Look with “jobtop status 7 --url \(url)”. \
          The others were not reached: “jobtop \(verb) 8 --url \(url)”.\n
          """
      )
    }

    @Test(arguments: [
      (500, "Look at the server, or try again later."), (302, "Is the URL the right one?"),
      (429, "Try again later."),
    ])
    func `who asks once is told what to do when that does not help`(
      code: Int,
      advice: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.answering(code, "{}") { url in
        let result = try await program.run(["status", "7", "--url", url])
        #expect(result.code != 0)
        #expect(result.errors.contains("\(code)"))
        #expect(result.errors.hasSuffix(advice + "\n"))
      }
    }

    @Test func `who stops a download is told what is not saved`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let folder = program.home.appending(path: "a b")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let (errors, url) = try await stop(["download", "--folder", "a b", "7", "8"], in: program)
      #expect(
        errors == """
          Stopped; 2 results are not saved. \
          Go on with “jobtop download 7 8 --folder 'a b' --url \(url)”.\n
          """
      )
    }

    @Test func `who stops getting to know a server is told that it is not kept`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (errors, url) = try await stop(["connect"], namesServer: false, in: program)
      #expect(errors == "Stopped before \(url.dropFirst(7)) answered. Nothing was kept.\n")
    }

    @Test(arguments: [
      (["wait", "7", "--any", "--until", "running", "--timeout", "90s"], [String]()),
      (["watch", "7", "--max-polls", "50", "--every-poll"], ["--poll", "fixed"]),
    ])
    func `how to go on repeats what was waited for`(
      command: [String],
      options: [String]
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let (errors, url) = try await stop(command + options, in: program)
      let advice = (command + ["--url", url] + options).joined(separator: " ")
      #expect(errors.hasSuffix(" Left: 7. Wait on with “jobtop \(advice)”.\n"))
    }

    @Test(arguments: [(["--field", "duration=0.1"], "0"), (["--wait"], "141")])
    func `all jobs are made although nobody reads of more than the first`(
      options: [String],
      code: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "jobtop",
        in: program,
        environment: ["MIN_DELAY": "600", "MAX_DELAY": "600"]
      )
      let output = program.home.appending(path: "output").path
      let create = ([BuiltProgram.path, "create", "--count", "50", "--url", server.url] + options)
        .map { "'\($0)'" }.joined(separator: " ")
      let process = try SpawnedProcess(
        path: "/bin/bash",
        arguments: ["-c", "\(create) | head -1 > first; echo ${PIPESTATUS[0]}"],
        environment: program.environment,
        folder: program.home.path,
        output: output,
        errors: output
      )
      #expect(try await process.wait() == 0)
      #expect(try String(contentsOfFile: output, encoding: .utf8) == code + "\n")
      let list = try await program.run(["list", "--format", "jsonl", "--url", server.url])
      #expect(list.lines.count == 50)
      try await server.kill()
    }
  }
}
