import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone watches several servers at once, not all of which are well.
  @Suite struct SeveralServersStory {
    @Test func `a server whose secret is missing holds up no other, and comes when it is there`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let secret = program.home.appending(path: "config/jobtop/beta.secret")
      try program.configure(
        """
        servers:
          alpha: {url: "\(server.url)"}
          beta: {url: "http://127.0.0.1:9", profile: basic, username: ann,
                 password_file: beta.secret}
        """
      )
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "the secret file") { screen in
          screen.contains("config.yaml:4: ") && screen.contains("beta is not asked.")
        }
        let screen = try await terminal.wait(for: "● alpha")
        #expect(!screen.contains("○ beta"))
        try Data("password\n".utf8).write(to: secret)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret.path)
        try await terminal.wait(for: "beta, and no mistake any more") { screen in
          screen.contains("○ beta  not asked")
            && !screen.contains("mistake in the configuration")
        }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }

    @Test func `servers share a table, each in its colour, and one that fails holds up none`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let first = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let second = try await RunningServer(
        "--profile",
        "basic",
        in: program,
        environment: ["MIN_DELAY": "4", "MAX_DELAY": "4", "API_USERNAME": "ann"]
      )
      try program.configure(
        """
        servers:
          alpha: {url: "\(first.url)"}
          beta: {url: "\(second.url)", profile: basic, username: ann,
                 password_command: "echo password", colour: green}
          gone: {url: "http://127.0.0.1:9", colour: red}
        """
      )
      try await story("jobtop --colours 16", in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.wait(for: "all three servers") { screen in
          ["● alpha", "○ beta  not asked", "✖ gone  no connection"].allSatisfy(screen.contains)
        }
        try await terminal.type(":beta")
        try await terminal.wait(for: "Start a job on beta")
        try await terminal.press("Enter")
        try await terminal.wait(for: "beta's job") { $0.matches(of: /beta +.*pending/).count == 1 }
        let coloured = try await terminal.colouredScreen()
        #expect(coloured.matches(of: /\u{1B}\[32m ?beta/).count == 2, "chip and row")
        #expect(coloured.contains(/\[31m(\u{1B}\[49m)? gone/))
        try await first.kill()
        try await terminal.wait(for: "alpha to be missed") {
          $0.contains("✖ alpha") && $0.contains("≥") && $0.contains("● beta")
        }
        try await terminal.wait(for: "beta's job to end all the same") {
          $0.contains(/beta +.*(completed|failed)/)
        }
      }
      try await second.kill()
    }
  }
}
