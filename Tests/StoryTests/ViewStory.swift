import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone arranges the table, leaves, and finds it so the next day.
  @Suite struct ViewStory {
    @Test func `views, columns and order are there again after a restart`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let command = "jobtop --url \(server.url)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("/")
        try await terminal.type("state:running")
        try await terminal.press("Enter", "C", "Down", "Down", "Space", "Escape")
        try await terminal.wait(for: "the menu to close, and the title's column with it") {
          !$0.contains("Columns") && !$0.contains("TITLE") && $0.contains("STATE")
        }
        try await terminal.press(":")
        try await terminal.type("view 1 at work")
        try await terminal.press("Enter")
        try await terminal.wait(for: "view 1 at work")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "the rows without titles") {
          $0.contains("STATE") && !$0.contains("TITLE")
        }
        try await terminal.press("1")
        let shown = try await terminal.wait(for: "view 1 at work")
        #expect(shown.contains("/state:running"))
        try await terminal.press("0")
        try await terminal.wait(for: "TITLE")
      }
      try await server.kill()
    }
  }
}
