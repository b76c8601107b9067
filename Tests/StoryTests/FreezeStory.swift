import TestSupport
import Testing

extension Stories {
  /// Someone holds the screen still to read it.
  @Suite struct FreezeStory {
    @Test func `a frozen screen stays as it is while jobs go on, and p catches up`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      try await story("jobtop --url \(server.url)", in: program) { terminal in
        try await terminal.wait(for: "8 jobs")
        try await terminal.press("p")
        let frozen = try await terminal.wait(for: "frozen ")
        let created = try await program.run("create", "--url", server.url)
        #expect(created.code == 0)
        try await terminal.press("k")
        let later = try await terminal.wait(for: "frozen ")
        #expect(rows(later) == rows(frozen) && later.contains("8 jobs"))
        try await terminal.press("p")
        try await terminal.wait(for: "what was created meanwhile") {
          $0.contains("9 jobs") && !$0.contains("frozen ")
        }
      }
      try await server.kill()
    }

    /// The jobs, without the line of titles and what stands around the table.
    private func rows(_ screen: String) -> [Substring] {
      screen.split(separator: "\n").filter { $0.contains("…") || $0.contains("/3") }
    }
  }
}
