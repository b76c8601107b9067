import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone starts jobtop for the first time.
  @Suite struct WelcomeStory {
    @Test func `the welcome screen connects to a server, and it is there the next time`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "Welcome to jobtop")
        try await terminal.type(":connect http://127.0.0.1:9 jobtop dead")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Nothing was kept.")
        try await terminal.type(":connect \(server.url) jobtop calm")
        try await terminal.press("Enter")
        try await terminal.wait(for: "calm answers, and is in the configuration now.")
        try await terminal.wait(for: "running")
        // The file that it was written into is read again, which says less.
        let after = try await terminal.wait(for: "the answer to go by itself") {
          !$0.contains("calm answers")
        }
        #expect(!after.contains("was read again"))
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await story("jobtop", in: program) { terminal in
        try await terminal.wait(for: "its rows, and that it is in touch") {
          $0.contains("running") && $0.contains("● calm")
        }
      }
      try await server.kill()
    }

    @Test func `a simulator joins a dashboard that runs`() async throws {
      try await story("jobtop") { terminal in
        try await terminal.wait(for: "Welcome to jobtop")
        try await terminal.type(":demo")
        try await terminal.press("Enter")
        try await terminal.wait(for: "running")
        try await terminal.press("+")
        try await terminal.wait(for: "demo is asked 2 times as often as planned")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `connect on the command line tries first`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "envelope", in: program)
      let wrong = try await program.run(["connect", "http://127.0.0.1:9"])
      #expect(wrong.code == 4 && wrong.errors.contains("Nothing was kept."))
      let right = try await program.run([
        "connect", server.url, "--profile", "envelope", "--name", "farm",
      ])
      #expect(right.code == 0 && right.output.contains("farm answers"))
      let again = try await program.run(["connect", server.url, "--name", "farm"])
      #expect(again.code == 78 && again.errors.contains("has a server farm already"))
      let made = try await program.run(["create", "--server", "farm"])
      #expect(made.code == 0)
      let second = try await RunningServer("--profile", "envelope", in: program)
      let other = try await program.run([
        "connect", second.url, "--profile", "envelope", "--name", "other",
      ])
      #expect(other.code == 0)
      let file = program.home.appending(path: "config/jobtop/config.yaml").path
      let files = FileManager.default
      let mode = try files.attributesOfItem(atPath: file)[.posixPermissions]
      #expect(mode as? Int == 0o600)

      let own = program.home.appending(path: "own.yaml").path
      try files.moveItem(atPath: file, toPath: own)
      try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: own)
      try files.createSymbolicLink(atPath: file, withDestinationPath: own)
      let third = try await RunningServer("--profile", "envelope", in: program)
      let linked = try await program.run([
        "connect", third.url, "--profile", "envelope", "--name", "third",
      ])
      #expect(linked.code == 0)
      #expect(try files.destinationOfSymbolicLink(atPath: file) == own)
      #expect(try String(contentsOfFile: own, encoding: .utf8).contains("third:"))
      let kept = try files.attributesOfItem(atPath: own)[.posixPermissions]
      #expect(kept as? Int == 0o640)
      try await third.kill()
      try await second.kill()
      try await server.kill()
    }
  }
}
