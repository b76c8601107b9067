import TestSupport
import Testing

extension Stories {
  /// Someone sees colours, few of them, or none.
  @Suite struct ColourStory {
    @Test(arguments: [("256", #"38;5;\d+m▶"#), ("16", #"\[94m▶"#)])
    func `a state has its colour in as many as the terminal has`(
      colours: String,
      look: String
    ) async throws {
      let look = try Regex(look)
      try await story("jobtop demo --seed 1 --colours \(colours)") { terminal in
        try await terminal.wait(for: "▶ running")
        #expect(try await terminal.colouredScreen().contains(look))
      }
    }

    @Test func `without colours glyph and word say it`() async throws {
      try await story("jobtop demo --seed 1", environment: ["NO_COLOR": "1"]) { terminal in
        try await terminal.wait(for: "▶ running")
        try await terminal.press("n")
        try await terminal.wait(for: "◌ pending")
        let shown = try await terminal.colouredScreen()
        #expect(!shown.contains(/\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])[;m]/))
      }
    }
  }
}
