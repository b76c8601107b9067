import Foundation
import TestSupport
import Testing

extension Stories {
  /// A server sends what should never reach a terminal.
  @Suite struct HostileStory {
    private static let scenario = #"""
      name: hostile
      script:
        - {title: "a\e]0;owned\ab", duration: 10m}
        - {title: "c\e[2J\e[31md", duration: 10m}
        - {title: "e\u202Ef\u2066g", duration: 10m}
        - {title: "h\u200Bi\u200Dj", duration: 10m}
        - {title: "k\r\nl\tm\0n", duration: 10m}
        - {title: "o\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309p", duration: 10m}
        - {title: "q\x9B31mr\x9D0;owned\x9C", duration: 10m}
      """#

    @Test func `titles full of control codes leave the terminal as it is, and rows aligned`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let scenario = program.home.appending(path: "hostile.scenario.yaml")
      try Self.scenario.write(to: scenario, atomically: true, encoding: .utf8)
      let command = "jobtop demo --scenario \(scenario.path)"
      try await story(command, in: program, columns: 100, rows: 20) { terminal in
        let shown = try await terminal.wait(for: "7 jobs")
        let places = shown.split(separator: "\n").compactMap { line in
          line.firstIndex { $0 == "▶" || $0 == "◌" }.map { line[..<$0].count }
        }
        #expect(places.count >= 7 && Set(places.suffix(7)).count == 1, "\(shown)")
        #expect(!shown.contains("\u{202E}"))
        try await terminal.waitForTitle { !$0.contains("owned") }
        #expect(try await terminal.isInAlternateScreen())
        try await terminal.press("Enter")
        try await terminal.wait(for: "Server")
        try await terminal.press("q", "q")
        try await terminal.wait(for: "exit code 0")
      }
    }
  }
}
