import TestSupport
import Testing

extension Stories {
  /// Someone has a terminal of another size.
  @Suite struct SizeStory {
    @Test(arguments: [(200, 60), (120, 40), (80, 24), (60, 15), (40, 8)])
    func `state and title of every job in sight are there at any size`(
      columns: Int,
      rows: Int
    ) async throws {
      try await story("jobtop demo --seed 1", columns: columns, rows: rows) { terminal in
        let shown = try await terminal.wait(for: "▶ running")
        #expect(shown.contains("TITLE") && shown.contains("STATE"))
        try await terminal.press("Enter")
        try await terminal.wait(for: "the details") { $0.contains("─ demo ") }
        try await terminal.press("Escape")
        try await terminal.wait(for: "the table alone") { !$0.contains("─ demo ") }
        try await terminal.press("?")
        try await terminal.wait(for: "Start a job on")
      }
    }

    @Test func `below 40 by 8 one line says so, and it comes back`() async throws {
      try await story("jobtop demo --seed 1") { terminal in
        try await terminal.wait(for: "▶ running")
        try await terminal.resize(columns: 39, rows: 8)
        try await terminal.wait(for: "40×8")
        try await terminal.resize(columns: 80, rows: 24)
        try await terminal.wait(for: "▶ running")
      }
    }
  }
}
