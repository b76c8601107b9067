import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone acts on a row while rows move.
  @Suite struct IdentityStory {
    /// Jobs keep coming, and the newest stand at the top.
    private static let crowd = """
      name: crowd
      start: 20
      duration: 10m
      arrivals: 300
      """

    @Test func `a key acts on the job under the cursor, wherever its row has gone`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let scenario = program.home.appending(path: "crowd.scenario.yaml")
      try Self.crowd.write(to: scenario, atomically: true, encoding: .utf8)
      let command = "jobtop demo --seed 2 --scenario \(scenario.path)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        for _ in 1...4 { try await terminal.press(">") }
        try await terminal.press("I")
        try await terminal.wait(for: "AGE△")
        try await terminal.press("g", "j", "j")
        // Or further down, where newcomers were faster than this looked.
        let held = try await terminal.wait(for: "the cursor on the third row") { screen in
          guard let titles = row(with: "AGE△", in: screen) else { return false }
          return row(with: "▌", in: screen).map { $0 >= titles + 3 } ?? false
        }
        let chosen = try #require(line(with: "▌", in: held))
        let id = try #require(chosen.firstMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}/)).output
        // Once rows are free again the newcomers push it down.
        try await terminal.wait(for: "the rows to move, and the cursor with its job") { screen in
          guard !screen.contains("order held"), let row = row(with: "▌", in: screen) else {
            return false
          }
          return line(with: "▌", in: screen)?.contains(id) == true
            && row > (self.row(with: "▌", in: held) ?? 0)
        }
        try await terminal.press("x")
        let asked = try await terminal.wait(for: "cancel in")
        #expect(line(with: "cancel in", in: asked)?.contains(id) == true)
        try await terminal.press("!")
        try await terminal.type("/state:cancelled")
        let cancelled = try await terminal.wait(for: "1 of ")
        #expect(line(with: "■ cancelled", in: cancelled)?.contains(id) == true)
      }
    }

    private func lines(_ screen: String) -> [Substring] {
      screen.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func line(with text: String, in screen: String) -> Substring? {
      lines(screen).first { $0.contains(text) }
    }

    private func row(with text: String, in screen: String) -> Int? {
      lines(screen).firstIndex { $0.contains(text) }
    }
  }
}
