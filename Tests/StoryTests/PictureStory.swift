import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone makes a picture of the screen; the README's is one.
  @Suite struct PictureStory {
    private static let arguments = [
      "snapshot", "--scenario", "calm", "--seed", "1", "--at", "11s", "--size", "110x20",
    ]

    @Test func `the README's picture is what the program draws`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let drawn = try await program.run(Self.arguments + ["--format", "svg"])
      let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets/Screens/demo.svg")
      if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
        try drawn.output.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("the picture was drawn anew")
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == drawn.output)
    }

    @Test func `the same scenario, seed and instant give the same frame`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let first = try await program.run(Self.arguments)
      let second = try await program.run(Self.arguments)
      #expect(first.code == 0)
      #expect(first.output.contains("RETRIES"))
      #expect(first.output == second.output)
    }
  }
}
