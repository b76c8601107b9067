import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone has a terminal that can show a frame in one piece, someone else has none.
  @Suite struct FrameStory {
    private static let (start, end) = ("\u{1B}[?2026h", "\u{1B}[?2026l")

    private func sent(to file: URL) -> String {
      String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
    }

    @Test func `frames are held together only where the terminal says that it can`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "sent")
      try await story("jobtop demo", in: program) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.record(in: file)
        try await Waiting.until { sent(to: file).count > 100 }
        #expect(!sent(to: file).contains("2026"))

        try await terminal.send("\u{1B}[?2026;2$y")
        try await Waiting.until { sent(to: file).contains(Self.start) }
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
        let all = sent(to: file)
        #expect(all.components(separatedBy: Self.start).count > 1)
        let frames = all.components(separatedBy: Self.start).dropFirst()
        #expect(frames.allSatisfy { $0.contains(Self.end) })
      }
    }
  }
}
