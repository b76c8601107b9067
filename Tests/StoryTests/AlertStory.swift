import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone does other work until a job ends.
  @Suite struct AlertStory {
    @Test func `the bell rings when a job comes to match, also the next day`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      let command = "jobtop --url \(server.url)"
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.type(":notify state:cancelled")
        try await terminal.press("Enter")
        try await terminal.wait(for: "The bell rings when a job comes to match /state:cancelled")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await story(command, in: program) { terminal in
        try await terminal.wait(for: "running")
        let file = program.home.appending(path: "sent")
        try await terminal.record(in: file)
        // Whoever has chosen a row means that one, however new the others are.
        try await terminal.press("g", "x", "!")
        try await terminal.wait(for: "1 cancelled")
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
        let sent = try String(contentsOf: file, encoding: .utf8)
        // The title's sequence ends with one of its own.
        let bells = sent.replacing(/\u{1B}\][^\u{7}\u{1B}]*\u{7}/, with: "").count { $0 == "\u{7}" }
        #expect(bells == 1)
      }
      try await server.kill()
    }
  }
}
