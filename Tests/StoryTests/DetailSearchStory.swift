import TestSupport
import Testing

extension Stories {
  /// Someone looks for a word in the details of a job.
  @Suite struct DetailSearchStory {
    @Test func `a word is found in the details, match by match, and Esc ends that first`()
      async throws
    {
      try await story("jobtop demo --scenario calm --seed 1") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("Tab")
        try await terminal.wait(for: "Timeline")
        try await terminal.type("/server")
        try await terminal.wait(for: "Find: server")
        try await terminal.wait(for: "1 of ")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Next match")
        try await terminal.press("n")
        try await terminal.wait(for: "2 of ")
        try await terminal.press("Escape")
        try await terminal.wait(for: "the search to end") {
          !$0.contains("Next match") && $0.contains("Timeline")
        }
        try await terminal.press("Escape")
        try await terminal.wait(for: "the details to close") { !$0.contains("Timeline") }
      }
    }
  }
}
