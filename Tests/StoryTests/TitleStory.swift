import TestSupport
import Testing

extension Stories {
  /// Someone has the dashboard in a window that is out of sight.
  @Suite struct TitleStory {
    @Test func `the window's title carries the totals, and is as before at the end`() async throws {
      let options = ["set -g allow-rename on"]
      let command = #"printf '\033]2;before\007'; jobtop demo"#
      try await story(command, options: options) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.waitForTitle { $0.hasPrefix("jobtop ▶") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
        try await terminal.waitForTitle { $0 == "before" }
      }
    }
  }
}
