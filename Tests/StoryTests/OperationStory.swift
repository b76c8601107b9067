import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone runs a server for others.
  @Suite struct OperationStory {
    @Test func `its log has a line for each request, and no secret`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let keys = program.home.appending(path: "keys.yaml")
      try "ci: {token: hunter2, role: writer}\nlook: {token: hunter3, role: reader}".write(
        to: keys,
        atomically: true,
        encoding: .utf8
      )
      let open = try await program.run("serve", "--port", "0", "--keys", keys.path)
      #expect(open.code == 78)
      #expect(open.errors.contains("chmod 600 '\(keys.path)'"))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keys.path)
      let log = program.home.appending(path: "serve.log")
      let server = try await RunningServer(
        "--keys",
        keys.path,
        "--log-level",
        "info",
        "--log-file",
        log.path,
        in: program
      )
      let made = try await program.run(
        ["create", "--url", server.url],
        environment: ["JOBTOP_TOKEN": "hunter2"]
      )
      #expect(made.code == 0)
      let refused = try await program.run(
        ["create", "--url", server.url],
        environment: ["JOBTOP_TOKEN": "hunter3"]
      )
      #expect(refused.code == 4)
      #expect(refused.errors.contains("This key is for reading only"))
      let listed = try await program.run(
        ["list", "--url", server.url, "--state", "pending"],
        environment: ["JOBTOP_TOKEN": "hunter3"]
      )
      #expect(listed.code == 0)
      try await server.kill()
      let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
      let answers = lines.filter { $0.contains(" info answered code=") }
      #expect(answers.contains { $0.contains("code=201") && $0.contains("path=/v1/jobs ") })
      #expect(answers.contains { $0.contains("code=403") })
      #expect(answers.allSatisfy { $0.contains(" request=") && !$0.contains("?") })
      #expect(!lines.contains { $0.contains("hunter") })
    }

    @Test func `its log is begun anew where it is moved away, and on SIGHUP, which ends nothing`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let log = program.home.appending(path: "serve.log")
      let server = try await RunningServer(
        "--log-level",
        "info",
        "--log-file",
        log.path,
        in: program
      )
      let lines = { (name: String) in
        let file = program.home.appending(path: name)
        return (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
      }
      let list = { () async throws -> Int32 in
        try await program.run("list", "--url", server.url).code
      }
      #expect(try await list() == 0)
      #expect(lines("serve.log").count { $0.contains("path=/v1/jobs") } == 1)
      try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".1")
      #expect(try await list() == 0)
      for name in ["serve.log", "serve.log.1"] {
        #expect(lines(name).count { $0.contains("path=/v1/jobs") } == 1)
      }
      try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".2")
      server.signal(SIGHUP)
      try await Waiting.until {
        lines("serve.log").contains { $0.contains(" notice log opened anew") }
      }
      #expect(try await list() == 0)
      try await server.kill()
    }
  }
}
