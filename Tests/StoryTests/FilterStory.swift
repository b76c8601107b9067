import TestSupport
import Testing

extension Stories {
  /// Someone looks for some jobs among many.
  @Suite struct FilterStory {
    @Test func `a filter acts while it is typed, completes words, and shows where it is wrong`()
      async throws
    {
      try await story("jobtop demo --scenario busy --seed 2") { terminal in
        try await terminal.wait(for: "60 jobs")
        try await terminal.press("/")
        try await terminal.type("sta")
        try await terminal.press("Tab")
        try await terminal.wait(for: "the words of the field") {
          $0.contains("/state:") && $0.contains("submitting  pending  running")
        }
        try await terminal.type("pend")
        try await terminal.press("Tab")
        try await terminal.wait(for: "only what is pending") {
          $0.contains("◌ pending") && !$0.contains("▶ running")
        }
        try await terminal.type(" age<x")
        try await terminal.wait(for: "the mistake, and what was there before it") {
          $0.contains("age is a time, as in 90, 10m or 1h30m.") && $0.contains("◌ pending")
            && !$0.contains("▶ running")
        }
        try await terminal.press("C-u")
        try await terminal.type("nothing-like-it")
        try await terminal.press("Enter")
        try await terminal.wait(for: "what hides all, and the key that helps") {
          $0.contains("None of 60 jobs matches /nothing-like-it")
            && $0.contains("Esc clears the filter")
        }
        try await terminal.press("Escape")
        try await terminal.wait(for: "▶ running")
      }
    }
  }
}
