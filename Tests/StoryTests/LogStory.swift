import TestSupport
import Testing

extension Stories {
  /// Someone reads the log of a job while it is written.
  @Suite struct LogStory {
    @Test func `the log of a job is read and followed to its end`() async throws {
      try await story("jobtop demo --profile ray --seed 3") { terminal in
        try await terminal.wait(for: "n New")
        try await terminal.press("n")
        try await terminal.wait(for: "New job on")
        try await terminal.type("echo")
        try await terminal.press("Enter")
        try await terminal.wait(for: "raysubmit") { $0.contains("1 job") }
        try await terminal.press("l")
        try await terminal.wait(for: "Log of demo")
        try await terminal.wait(for: "accepted")
        try await terminal.wait(for: "Followed while it is open")
        try await terminal.press("Escape")
        try await terminal.wait(for: "the log to close") { !$0.contains("Log of demo") }
      }
    }
  }
}
