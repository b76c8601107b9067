import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone uses a mouse, and someone else wants the terminal's own selection.
  @Suite struct MouseStory {
    // The first has the mouse of old in its description, the second the one that is used.
    @Test(arguments: ["tmux-256color", "xterm-256color"])
    func `with --mouse a click selects, a second one opens, and the end gives it back`(
      terminal: String
    ) async throws {
      try await story("env TERM=\(terminal) jobtop demo --mouse") { terminal in
        let first = try await terminal.wait(for: " 8 jobs")
        #expect(try await terminal.hasMouse())
        let lines = first.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.indices.last { lines[$0].contains("1/3") })
        try await terminal.send("\u{1B}[<0;10;\(row + 1)M\u{1B}[<0;10;\(row + 1)m")
        try await terminal.wait(for: "the cursor on that row") { screen in
          screen.split(separator: "\n", omittingEmptySubsequences: false)[row].contains("▌")
        }
        try await terminal.send("\u{1B}[<0;10;\(row + 1)M\u{1B}[<0;10;\(row + 1)m")
        try await terminal.wait(for: "Timeline")
        try await terminal.press("q", "q")
        try await terminal.wait(for: "exit code 0")
        #expect(try await !terminal.hasMouse())
      }
    }

    @Test func `without it the mouse stays the terminal's`() async throws {
      try await story("jobtop demo") { terminal in
        try await terminal.wait(for: "running")
        #expect(try await !terminal.hasMouse())
      }
    }

    @Test func `a program that is killed gives the mouse back`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let command = "sh -c 'echo $$ > process; JOBTOP_MOUSE=on exec jobtop demo'"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        #expect(try await terminal.hasMouse())
        let file = program.home.appending(path: "process")
        let number = try String(contentsOf: file, encoding: .utf8).filter(\.isNumber)
        kill(try #require(Int32(number)), SIGSEGV)
        try await terminal.wait(for: "exit code 139")
        #expect(try await !terminal.hasMouse())
      }
    }
  }
}
