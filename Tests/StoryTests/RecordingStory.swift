import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone records what went wrong in the night, and a colleague looks at it in the morning.
  @Suite struct RecordingStory {
    @Test func `what was recorded can be played, and gone back in`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await story("jobtop demo --seed 1 --record night.jsonl", in: program) { terminal in
        try await terminal.wait(for: "completed")
        #expect(try await terminal.screen().contains("● rec  "))
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await story("jobtop replay night.jsonl --speed 20", in: program) { terminal in
        try await terminal.wait(for: "the recording ends here")
        let end = try await terminal.screen()
        #expect(!end.contains("● rec"))
        #expect(end.contains("completed") && end.contains("replay 20x"))
        try await terminal.press(",")
        try await terminal.wait(for: "rewound by")
        try await terminal.press("End")
        try await terminal.wait(for: "the present to return") { !$0.contains("rewound") }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
    }

    @Test func `a recording is stopped, and goes on faster`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let lines = [("03:22", "running"), ("33:22", "completed")].map { time, state in
        #"{"time":"2026-11-21T14:\#(time)Z","server":"demo","id":"7","state":"\#(state)"}"#
      }
      let file = program.home.appending(path: "two.jsonl")
      try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      try await story("jobtop replay \(file.path)", in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("p")
        try await terminal.wait(for: "paused, p goes on")
        for _ in 1...9 { try await terminal.press("+") }
        try await terminal.wait(for: "replay 512x  paused")
        try await terminal.press("p")
        try await terminal.wait(for: "the recording ends here")
        #expect(try await terminal.screen().contains("completed"))
      }
    }

    @Test func `a frame of it can be drawn, and mistakes say where they are`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "two.jsonl")
      let line = #"{"time":"2026-11-21T14:03:22Z","server":"demo","id":"7","state":"running"}"#
      try (line + "\n").write(to: file, atomically: true, encoding: .utf8)
      let drawn = try await program.run([
        "snapshot", "--recording", file.path, "--at", "3s", "--size", "80x12",
      ])
      #expect(drawn.code == 0 && drawn.output.contains("▶ running"))
      try "{}\n".write(to: file, atomically: true, encoding: .utf8)
      let wrong = try await program.run(["replay", file.path])
      #expect(wrong.code == 78 && wrong.errors.contains("two.jsonl, line 1: "))
      let missing = try await program.run(["replay", "nothing.jsonl"])
      #expect(missing.code == 78 && missing.errors.contains("nothing.jsonl cannot be read"))
      let twice = try await program.run(["demo", "--record", file.path])
      #expect(twice.code == 78 && twice.errors.contains("it is there already"))
    }
  }
}
