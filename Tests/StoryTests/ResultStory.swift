import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone saves what came out of a job.
  @Suite struct ResultStory {
    @Test func `a result is saved in the current folder, and never over another file`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--scenario", "calm", "--seed", "1", in: program)
      func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: program.home.path)
          .filter { $0.contains("-result") }.sorted()
      }
      try await story("jobtop --url \(server.url)", in: program) { terminal in
        try await terminal.wait(for: "completed")
        try await terminal.type("/state:completed")
        try await terminal.press("Enter")
        try await terminal.press("j")
        try await terminal.press("o")
        try await terminal.wait(for: "No desktop here to open it; it is at http://")
        try await terminal.press("d")
        try await terminal.wait(for: "Saved as ")
        try await terminal.press("d")
        try await terminal.wait(for: "-result-2")
      }
      #expect(try names().count == 2)
      try await server.kill()
    }
  }
}
