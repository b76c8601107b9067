import TestSupport
import Testing

extension Stories {
  /// Someone has a light terminal and says nothing about it.
  @Suite struct BackgroundStory {
    /// The title of each theme, as 256 colours have it.
    private static let light = "38;5;26m"
    private static let dark = "38;5;75m"

    @Test func `the theme suits the background that the terminal tells`() async throws {
      try await story("jobtop demo", options: ["set -g window-style 'bg=#fdf6e3'"]) { terminal in
        try await terminal.wait(for: "RETRIES")
        let screen = try await terminal.colouredScreen()
        #expect(screen.contains(Self.light) && !screen.contains(Self.dark))
      }
    }

    @Test func `a terminal that tells nothing has the dark one, and takes keys at once`()
      async throws
    {
      try await story("jobtop demo") { terminal in
        try await terminal.wait(for: "RETRIES")
        let screen = try await terminal.colouredScreen()
        #expect(screen.contains(Self.dark) && !screen.contains(Self.light))
        try await terminal.press("?")
        try await terminal.wait(for: "Start a job on the selected row's server")
      }
    }

    @Test func `a theme that was named stays, whatever the background`() async throws {
      let options = ["set -g window-style 'bg=#fdf6e3'"]
      try await story("jobtop demo --theme dark", options: options) { terminal in
        try await terminal.wait(for: "RETRIES")
        let screen = try await terminal.colouredScreen()
        #expect(screen.contains(Self.dark) && !screen.contains(Self.light))
      }
    }

    @Test func `who leaves at once finds no answer at the prompt`() async throws {
      let options = ["set -g window-style 'bg=#fdf6e3'"]
      try await story("jobtop demo", options: options) { terminal in
        try await terminal.press("q")
        let after = try await terminal.wait(for: "shell>")
        #expect(!after.contains("rgb:") && !after.contains("62;"), "\(after)")
      }
    }
  }
}
