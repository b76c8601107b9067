import TestSupport
import Testing

extension Stories {
  /// Someone starts the demo, sees jobs move, starts one, and leaves.
  @Suite struct DemoStory {
    @Test func `the demo shows live jobs, n starts one, q leaves a clean terminal`() async throws {
      try await story("jobtop demo") { terminal in
        let first = try await terminal.wait(for: "rows, and a server that is in touch") {
          $0.contains("running") && $0.contains("● demo")
        }
        #expect(first.contains("RETRIES"))
        try await terminal.wait(for: "bars that move") { $0 != first && $0.contains("%") }
        let coloured = try await terminal.colouredScreen()
        #expect(coloured.contains("\u{1B}[38;5;"))

        try await terminal.wait(for: " 8 jobs")
        try await terminal.press("n")
        try await terminal.wait(for: " 9 jobs")

        #expect(try await terminal.isInAlternateScreen())
        try await terminal.press("q")
        let after = try await terminal.wait(for: "exit code 0")
        #expect(try await !terminal.isInAlternateScreen())
        #expect(!after.contains("RETRIES"))
      }
    }
  }
}
