import Foundation
import TestSupport
import Testing

extension Stories {
  /// A terminal that is treated badly.
  @Suite struct StormStory {
    @Test func `two hundred sizes in a row leave the screen as it should be`() async throws {
      try await story("jobtop demo --seed 1") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("Enter")
        for step in 0..<200 {
          try await terminal.resize(columns: 20 + step * 7 % 160, rows: 5 + step * 3 % 50)
        }
        try await terminal.resize(columns: 140, rows: 40)
        try await terminal.wait(for: "the whole screen") { screen in
          let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
          return lines.first?.contains("jobtop  ● demo") == true
            && screen.contains("STATE") && screen.contains("Timeline") && screen.contains("q Back")
        }
        try await terminal.press("q")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `a long paste into the filter is text, and nothing else`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "paste")
      let text = String(repeating: "q x n ! \u{1B}[2J :quit\n", count: 5_000)
      try text.write(to: file, atomically: true, encoding: .utf8)
      let short = program.home.appending(path: "short")
      try text.prefix(2_000).write(to: short, atomically: true, encoding: .utf8)
      try await story("jobtop demo --seed 1", in: program, columns: 100, rows: 30) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("/")
        try await terminal.wait(for: "Enter Keep")
        try await terminal.paste(file)
        try await terminal.wait(for: "The pasted text has 95 kB; a filter takes 4096 characters.")
        try await terminal.paste(short)
        try await terminal.wait(for: "what was pasted") { $0.contains(":quit q x n !") }
        try await terminal.press("Escape")
        try await terminal.wait(for: "every row") { $0.contains("running") && $0.contains("n New") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test(arguments: ["ctrl-c", "SIGTERM"])
    func `however much was typed ahead, the program ends at once`(way: String) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "typed")
      try String(repeating: "state:failed or ", count: 4_000)
        .write(to: file, atomically: true, encoding: .utf8)
      let command = "sh -c 'echo $$ > process; exec jobtop demo --seed 1'"
      try await story(command, in: program, columns: 100, rows: 30) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("/")
        try await terminal.wait(for: "Enter Keep")
        // As keys: a terminal without bracketed paste.
        try await terminal.paste(file, isBracketed: false)
        let written = try String(
          contentsOf: program.home.appending(path: "process"),
          encoding: .utf8
        )
        let process = try #require(Int32(written.filter(\.isNumber)))
        if way == "ctrl-c" { try await terminal.press("C-c") } else { kill(process, SIGTERM) }
        // What was typed and not read fills the screen then: the terminal shows it by itself.
        try await terminal.wait(for: "the end of the program") { _ in kill(process, 0) != 0 }
      }
    }

    @Test func `ctrl-z stops the program in every dialog, and fg brings it back`() async throws {
      // A shell with job control, as a user has it.
      try await story("exec sh -i") { terminal in
        try await terminal.wait(for: "shell>")
        try await terminal.type("jobtop demo --seed 1\n")
        try await terminal.wait(for: "running")
        for (keys, sign) in [
          (["/"], "Enter Keep"), ([":"], "Enter Do it"), (["N"], "Many new jobs"),
          (["s"], "Sort by"), (["C"], "Columns"), (["?"], "Start a job on"),
          (["Enter"], "Timeline"),
        ] {
          try await terminal.press(keys[0])
          try await terminal.wait(for: sign)
          try await terminal.press("C-z")
          try await terminal.wait(for: "Stopped")
          try await terminal.type("clear; fg\n")
          try await terminal.wait(for: sign)
          try await terminal.press("Escape")
          try await terminal.wait(for: "the dialog to close") { !$0.contains(sign) }
        }
        try await terminal.press("q")
        try await terminal.wait(for: "shell>")
      }
    }

    @Test func `keys held down are all taken, and the program still answers`() async throws {
      try await story("jobtop demo --seed 1") { terminal in
        try await terminal.wait(for: "running")
        for _ in 0..<20 {
          try await terminal.type(String(repeating: "j", count: 200))
          try await terminal.type(String(repeating: "k", count: 199))
        }
        try await terminal.press("g", "?")
        try await terminal.wait(for: "Start a job on")
        try await terminal.press("q")
        try await terminal.wait(for: "the help to close") { !$0.contains("Start a job on") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }
  }
}
