import TestSupport
import Testing

/// Someone starts the demo, sees jobs move, starts one, and leaves.
@Suite struct DemoStory {
  @Test func `the demo shows live jobs, n starts one, q leaves a clean terminal`() async throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let terminal = try TerminalSession("jobtop demo", in: program)
    defer { terminal.close() }

    let first = try await terminal.wait(for: "running")
    #expect(first.contains("RETRIES"))
    #expect(first.contains("● demo"))
    try await terminal.wait(for: "a bar that moves") { $0 != first && $0.contains("%") }
    #expect(try terminal.colouredScreen().contains("\u{1B}["))

    let before = try await terminal.wait(for: "n New")
    try terminal.press("n")
    try await terminal.wait(for: "one more job") { count(of: "jobs", in: $0) > count(of: "jobs", in: before) }

    #expect(try terminal.isInAlternateScreen())
    try terminal.press("q")
    let after = try await terminal.wait(for: "exit code 0")
    #expect(try !terminal.isInAlternateScreen())
    #expect(!after.contains("RETRIES"))
  }

  /// The number in front of the word in the totals.
  private func count(of word: String, in screen: String) -> Int {
    let words = screen.split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: Substring(word)), place > 0 else { return 0 }
    return Int(words[place - 1]) ?? 0
  }
}
