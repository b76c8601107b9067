import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone writes the configuration while the dashboard runs.
  @Suite struct ConfigurationStory {
    @Test func `what is written into the file holds, and a mistake leaves what was there`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let first = try await RunningServer.envelope(lasting: 600, in: program)
      let second = try await RunningServer.envelope(lasting: 600, in: program)
      let made = try await program.run(
        ["create", "--url", second.url, "--profile", "envelope", "--count", "1"]
      )
      #expect(made.code == 0)
      let one = "one: {url: \"\(first.url)\", profile: envelope}"
      let two = "two: {url: \"\(second.url)\", profile: envelope}"
      try program.configure("servers: {\(one)}")
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "one")
        try program.configure("keys: {new: X}\nservers: {\(one), \(two)}")
        try await terminal.wait(for: "The configuration was read again; new: two.")
        try await terminal.wait(for: "X New")
        try program.configure("keys: {new: X}\nservers: {\(one)}\nthema: dark")
        try await terminal.wait(for: "config.yaml:3: thema is unknown: theme is known.")
        try await terminal.wait(for: "two")
        try program.configure("servers: {\(one)}")
        try await terminal.wait(for: "The configuration was read again; gone: two.")
        try await terminal.wait(for: "n New")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await first.kill()
      try await second.kill()
    }

    @Test func `a demo needs no configuration, and says once that it goes without a broken one`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure("servers: [\nthema: dark")
      try await story("jobtop demo", in: program) { terminal in
        try await terminal.wait(for: "Without your configuration: ")
        try await terminal.wait(for: "● demo")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `a recording and a picture need none either`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure("servers: [\nthema: dark")
      let picture = try await program.run("snapshot", "--size", "80x20")
      #expect(picture.code == 0)
      #expect(picture.errors.hasPrefix("Without your configuration: "))
      let file = program.home.appending(path: "recording.jsonl")
      let head = #"{"jobtop":"recording","version":1}"#
      let word = #"{"time":"2026-11-21T14:03:22.120Z","told":"a sentence that was shown"}"#
      try Self.write("\(head)\n\(word)\n", to: file)
      try await story("jobtop replay \(file.path)", in: program) { terminal in
        try await terminal.wait(for: "Without your configuration: ")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `a secret that is mended is taken, and the server asked again`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "basic", in: program)
      let made = try await program.run(
        ["create", "--url", server.url, "--profile", "basic", "--username", "admin"],
        environment: ["JOBTOP_PASSWORD": "password"]
      )
      let id = try #require(made.lines.first?.firstMatch(of: /"id":"([^"]+)"/)?.1)
      let secret = program.home.appending(path: "config/jobtop/farm.secret")
      let url = "url: \"\(server.url)\", profile: basic, username: admin"
      try program.configure("servers: {farm: {\(url), password_file: farm.secret}}")
      try Self.write("wrong", to: secret)
      try await story("jobtop \(id)", in: program) { terminal in
        try await terminal.wait(for: "unauthorised")
        try Self.write("password", to: secret, mode: 0o644)
        try await terminal.wait(for: "others than you may use the secret file")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret.path)
        try await terminal.wait(for: "The configuration was read again; changed: farm.")
        try await terminal.wait(for: "the server to answer") { !$0.contains("unauthorised") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }

    @Test func `a server that is opened anew keeps its rows, the cursor and the marks`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let times = ["MIN_DELAY": "600", "MAX_DELAY": "600"]
      let server = try await RunningServer("--profile", "jobtop", in: program, environment: times)
      for title in ["alpha", "beta", "gamma"] {
        let words = ["create", "--url", server.url, "--field", "title=\(title)"]
        #expect(try await program.run(words).code == 0)
      }
      let url = "url: \"\(server.url)\""
      try program.configure("servers: {farm: {\(url)}}")
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "gamma")
        try await terminal.press("/", "beta", "Enter")
        try await terminal.wait(for: "1 of 3")
        try await terminal.press("Space", "Escape")
        try await terminal.wait(for: "alpha")
        let isMarked: (String) -> Bool = { screen in
          screen.split(separator: "\n").contains { $0.contains("▌") && $0.contains("beta") }
            && screen.contains("1 marked")
        }
        try await terminal.wait(for: "the mark", until: isMarked)
        try program.configure("servers: {farm: {\(url), headers: {X-Team: video}}}")
        try await terminal.wait(for: "The configuration was read again; changed: farm.")
        try await terminal.wait(for: "the mark after that", until: isMarked)
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }

    private static func write(_ text: String, to file: URL, mode: Int = 0o600) throws {
      try text.write(to: file, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }
  }
}
