import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone makes the keys their own, and finds what they forgot.
  @Suite struct KeyStory {
    @Test func `keys of the configuration are used, and shown`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure("keys: {new: a, quit: Q}\n")
      try await story("jobtop demo --seed 1", in: program) { terminal in
        try await terminal.wait(for: "a New")
        let before = try await terminal.screen()
        #expect(before.contains("Q Quit"))
        try await terminal.press("q")
        try await terminal.press("Q")
        try await terminal.wait(for: "exit code 0")
      }
      try program.configure("keys:\n  cancel: n\n")
      // What needs no configuration goes on without it.
      let wrong = try await program.run(["snapshot"])
      #expect(wrong.code == 0)
      #expect(wrong.errors.contains("config.yaml:2: n does something else already"))
    }

    @Test func `a few letters find what can be done, and the help can be searched`()
      async throws
    {
      try await story("jobtop demo --seed 1") { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("C-k")
        try await terminal.type("stand st")
        try await terminal.wait(for: "Let the screen, or a replay, stand still")
        try await terminal.press("Enter")
        try await terminal.wait(for: "p goes on")
        try await terminal.press("p", "?")
        try await terminal.wait(for: "Start many jobs")
        try await terminal.press("/")
        try await terminal.type("take back")
        try await terminal.wait(for: "only what was looked for") {
          $0.contains("Take back what counts down") && !$0.contains("Start many jobs")
        }
      }
    }
  }
}
