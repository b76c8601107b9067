import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone starts jobs with care: one with its fields, then many at a pace.
  @Suite struct FormStory {
    @Test func `the form shows the request, and the next one begins with its values`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "heygen", in: program)
      let command = "jobtop --profile heygen --url \(server.url)"
      try await story(command, in: program, environment: ["JOBTOP_TOKEN": "very-secret"]) {
        terminal in
        try await terminal.wait(for: "n New")
        try await terminal.press("n")
        try await terminal.wait(for: "New job on")
        try await terminal.type("nonsense")
        try await terminal.wait(for: "video_url must be a URL")
        try await terminal.press("C-u")
        try await terminal.type("https://example.com/keynote.mp4")
        let shown = try await terminal.wait(for: #""https://example.com/keynote.mp4""#)
        #expect(shown.contains("POST " + server.url))
        #expect(!shown.contains("very-secret"))
        try await terminal.press("Escape")
        try await terminal.wait(for: "the form to close") { !$0.contains("New job on") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }

    @Test func `N starts many at a pace under a label, and u stops the rest`() async throws {
      try await story("jobtop demo --seed 1") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("N")
        try await terminal.wait(for: "Many new jobs")
        try await terminal.type("40")
        try await terminal.press("Tab")
        try await terminal.type("2")
        try await terminal.press("Tab")
        try await terminal.type("night")
        try await terminal.press("Enter")
        try await terminal.wait(for: "night 1 of 40")
        try await terminal.wait(for: "night: 2 of 40 started")
        try await terminal.press("u")
        try await terminal.wait(for: "are not started")
      }
    }
  }
}
