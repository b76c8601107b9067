import TestSupport
import Testing

extension Stories {
  /// Many jobs fail alike, and someone sees that at a glance.
  @Suite struct FailureStory {
    @Test func `equal failures are told above the table and become one line`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "envelope",
        in: program,
        environment: ["MIN_DELAY": "0", "MAX_DELAY": "1", "ERROR_PROBABILITY": "1"]
      )
      let command = "jobtop --profile envelope --url \(server.url)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "n New")
        for _ in 1...3 { try await terminal.press("n") }
        try await terminal.wait(for: "3 failed in the last 10 min, all of them")
        try await terminal.press("e")
        try await terminal.wait(for: "▸ ×3")
        try await terminal.press("Down", "Up", "Enter")
        try await terminal.wait(for: "▾ ×3")
        try await terminal.press("r")
        try await terminal.wait(for: "3 will be created again")
        try await terminal.press("Escape")
        try await terminal.wait(for: "the preview to close") { !$0.contains("created again") }
        try await terminal.press("e")
        try await terminal.wait(for: "the rows to be back") { !$0.contains("×3") }
      }
      try await server.kill()
    }
  }
}
