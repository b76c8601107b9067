import TestSupport
import Testing

extension Stories {
  /// Someone does something else while jobs go on.
  @Suite struct AwayStory {
    @Test func `what ended meanwhile is told when the window is looked at again`() async throws {
      try await story("jobtop demo --speed 10") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.send("\u{1B}[O")
        try await terminal.wait(for: " completed")
        try await terminal.wait(for: " failed")
        try await terminal.send("\u{1B}[I")
        let news = try await terminal.wait(for: "While you were away: +")
        #expect(news.contains("Enter shows them"))
        try await terminal.press("Enter")
        try await terminal.wait(for: "/ended while you were away")
        try await terminal.press("Escape")
        try await terminal.wait(for: "all rows again") { !$0.contains("while you were away") }
      }
    }
  }
}
