import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone edits the files of a server that runs, and tries each change out.
  @Suite struct ReloadStory {
    @Test func `a profile that changes is followed, one with a mistake is not`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "oven.profile.yaml")
      try Self.write(Self.oven("warm"), to: file)
      let server = try await RunningServer("--profile", file.path, in: program)
      #expect(try await word(of: server, in: program) == "warm")
      try Self.write(Self.oven("cosy"), to: file)
      try await server.writes("oven.profile.yaml has changed: the server follows it")
      #expect(try await word(of: server, in: program) == "cosy")
      try Self.write(Self.oven("cold") + "simulat: {}\n", to: file)
      try await server.writes("oven.profile.yaml:5: `simulat` is not a key of a profile")
      #expect(try await word(of: server, in: program) == "cosy")
      try await server.kill()
    }

    @Test func `a scenario that changes is followed, one with a mistake is not`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "kitchen.scenario.yaml")
      try Self.write("name: kitchen\nfailure: 0\nduration: 1h\n", to: file)
      let server = try await RunningServer("--scenario", file.path, in: program)
      #expect(try await create(on: server, in: program).code == 3)
      try Self.write("name: kitchen\nfailure: 0\nduration: 10ms\n", to: file)
      try await server.writes("kitchen.scenario.yaml has changed: new jobs follow it.")
      try await server.writes("notice the scenario has changed file=kitchen.scenario.yaml")
      #expect(try await create(on: server, in: program).code == 0)
      try Self.write("name: kitchen\nduration: soon\n", to: file)
      try await server.writes("kitchen.scenario.yaml:2: `duration` is a time or a range")
      try await server.writes("warning the scenario cannot be used; the one before goes on why=")
      #expect(try await create(on: server, in: program).code == 0)
      try FileManager.default.removeItem(at: file)
      try await server.writes("and no file of that name. Known are amnesia")
      try Data([0x00, 0xFF, 0xFE]).write(to: file)
      try await server.writes("kitchen.scenario.yaml:1: this is not text in UTF-8")
      #expect(try await create(on: server, in: program).code == 0)
      try await server.kill()
    }

    @Test func `a key that is taken out of the file lets nobody in any more`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "keys.yaml")
      try Self.writeKeys("ann: {token: one, role: writer}\n", to: file)
      let server = try await RunningServer("--keys", file.path, in: program)
      #expect(try await list(with: "one", on: server, in: program) == 0)
      try Self.writeKeys("ann: {token: two, role: king}\n", to: file)
      try await server.writes("role cannot be “king”")
      #expect(try await list(with: "one", on: server, in: program) == 0)
      try Self.writeKeys("bob: {token: two, role: reader}\n", to: file)
      try await server.writes("keys.yaml has changed: the server follows it.")
      #expect(try await list(with: "two", on: server, in: program) == 0)
      #expect(try await list(with: "one", on: server, in: program) == 4)
      try await server.kill()
    }

    /// At once with the mode that keys need.
    private static func writeKeys(_ text: String, to file: URL) throws {
      let new = file.appendingPathExtension("new")
      _ = FileManager.default.createFile(
        atPath: new.path,
        contents: Data(text.utf8),
        attributes: [.posixPermissions: 0o600]
      )
      #expect(rename(new.path, file.path) == 0)
    }

    private func list(
      with token: String,
      on server: RunningServer,
      in program: BuiltProgram
    ) async throws -> Int32 {
      try await program.run("list", "--url", server.url, environment: ["JOBTOP_TOKEN": token]).code
    }

    /// One job that is on its way for an hour, under that word.
    private static func oven(_ word: String) -> String {
      """
      name: oven
      status: {request: GET /status, answer: {body: {stage: "{state}"}}}
      states: {running: \(word), completed: done, failed: burnt}
      simulate: {duration: 1h, failure: 0}

      """
    }

    private static func write(_ text: String, to file: URL) throws {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// What the server calls the state of its one job.
    private func word(of server: RunningServer, in program: BuiltProgram) async throws -> String? {
      let file = program.home.appending(path: "guest.profile.yaml")
      let guest = Self.oven("anything").replacing("name: oven", with: "name: guest")
      try Self.write(guest, to: file)
      let result = try await program.run([
        "status", "--profile", file.path, "--url", server.url, "--format", "jsonl",
      ])
      let fields = try #require(result.lines.first).split(separator: ",")
      let field = fields.first { $0.hasPrefix(#""serverState":"#) }
      return field?.split(separator: "\"").last.map { String($0) }
    }

    /// A create that is waited for, but not long.
    private func create(
      on server: RunningServer,
      in program: BuiltProgram
    ) async throws -> (code: Int32, output: String) {
      let result = try await program.run([
        "create", "--wait", "--timeout", "2s", "--url", server.url, "--format", "jsonl",
      ])
      return (result.code, result.output)
    }
  }
}
