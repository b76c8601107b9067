import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone listens to a screen reader.
  @Suite struct PlainStory {
    @Test func `--plain tells changes in sentences and takes typed commands`() async throws {
      try await story("jobtop demo --plain") { terminal in
        try await terminal.wait(for: "Type help for the commands")
        try await terminal.wait(for: "all jobs") { $0.contains("8 jobs") || $0.contains("Job 8, ") }
        #expect(try await !terminal.isInAlternateScreen())
        try await terminal.type("new\n")
        try await terminal.wait(for: "Starting a job on demo.")
        try await terminal.wait(for: "a job that can be cancelled") { screen in
          let lines = screen.split(separator: "\n").filter { $0.hasPrefix("Job 9, ") }
          return lines.contains { $0.contains(" is pending") || $0.contains(" is running") }
        }
        try await terminal.type("cancel 9\n")
        try await terminal.wait(for: "Job 9: cancel is sent in 5 s")
        try await terminal.type("go 9\n")
        try await terminal.wait(for: "Job 9: cancel is sent.")
        try await terminal.wait(for: "was cancelled")
        let screen = try await terminal.screen()
        for mark in ["━", "─", "│", "▶", "✖"] { #expect(!screen.contains(mark)) }
        try await terminal.type("quit\n")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `it ends with its input, and at ctrl-c`() async throws {
      try await story("echo list | jobtop demo --plain") { terminal in
        try await terminal.wait(for: "exit code 0")
      }
      // Ids on standard input leave nothing to hear there, and something to watch.
      let ids = "echo a b | jobtop --plain --url http://127.0.0.1:9 --profile envelope -"
      try await story("trap : INT; \(ids)") { terminal in
        try await terminal.wait(for: "does not answer")
        try await terminal.press("C-c")
        try await terminal.wait(for: "exit code 130")
      }
      // Else the shell around it dies of ctrl-c as well.
      try await story("trap : INT; jobtop demo --plain") { terminal in
        try await terminal.wait(for: "Job 1, ")
        try await terminal.press("C-c")
        try await terminal.wait(for: "exit code 130")
      }
      try await story("jobtop demo --plain") { terminal in
        try await terminal.wait(for: "Job 1, ")
        try await terminal.press("C-d")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `the configuration is followed there too, and its rules are told of jobs`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let servers = "servers: {demo: {url: \"\(server.url)\"}}"
      try program.configure(servers)
      try await story("jobtop --plain", in: program) { terminal in
        try await terminal.wait(for: "Job 1, ")
        try program.configure("themr: dark")
        try await terminal.wait(for: "themr is unknown: theme is known.")
        try program.configure(
          "\(servers)\nnotify: [{filter: state:cancelled, run: 'cat > $HOME/told'}]"
        )
        try await terminal.wait(for: "The configuration was read again.")
        try await terminal.type("new\n")
        try await terminal.wait(for: "a job that can be cancelled") { screen in
          let lines = screen.split(separator: "\n").filter { $0.hasPrefix("Job 9, ") }
          return lines.contains { $0.contains(" is pending") || $0.contains(" is running") }
        }
        try await terminal.type("cancel 9\n")
        try await terminal.wait(for: "was cancelled")
        let told = program.home.appending(path: "told").path
        try await Waiting.until {
          (try? String(contentsOfFile: told, encoding: .utf8))?.contains("cancelled") == true
        }
        try await terminal.type("quit\n")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }
  }
}
