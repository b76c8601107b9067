import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone changes many jobs at once, and thinks again.
  @Suite struct BulkStory {
    @Test func `a few marked jobs count down, come back with u, and go with !`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let scenario = program.home.appending(path: "slow.scenario.yaml")
      try "name: slow\nstart: 9\nduration: 10m\n"
        .write(to: scenario, atomically: true, encoding: .utf8)
      let command = "jobtop demo --scenario \(scenario.path)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "9 jobs")
        try await terminal.press("Space", "Space", "v", "j", "v")
        try await terminal.wait(for: "4 marked")
        try await terminal.press("x")
        try await terminal.wait(for: "4 will be asked to stop")
        try await terminal.press("Enter")
        try await terminal.wait(for: "four countdowns") {
          $0.matches(of: /cancel in \ds/).count == 4
        }
        try await terminal.press("u")
        try await terminal.wait(for: "no countdown") { !$0.contains("cancel in") }
        let before = try await terminal.screen()
        #expect(!before.contains("cancelled"))
        try await terminal.press("x", "Enter", "!")
        try await terminal.wait(for: "4 cancelled")
      }
    }

    @Test func `more than twenty are asked for by number`() async throws {
      try await story("jobtop demo --scenario busy --seed 2") { terminal in
        try await terminal.wait(for: "60 jobs")
        try await terminal.press("*", "x")
        let asked = try await terminal.wait(for: "to go on:")
        let number = try #require(asked.firstMatch(of: /Type (\d+) to go on/)).output.1
        try await terminal.press("Enter")
        try await terminal.wait(for: "to go on:")
        try await terminal.type(String(number))
        try await terminal.press("Enter")
        try await terminal.wait(for: "cancel in")
      }
    }

    @Test func `--read-only leaves jobs alone and says so`() async throws {
      try await story("jobtop demo --seed 1 --read-only") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("n", "x")
        let shown = try await terminal.wait(for: "Read-only: jobs are looked at and left alone.")
        #expect(shown.contains("8 jobs") && !shown.contains("cancel in"))
        #expect(!shown.contains("n New") && !shown.contains("x Cancel"))
      }
    }
  }
}
