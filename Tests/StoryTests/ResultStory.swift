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
      let options = ["set -s set-clipboard on"]
      let command = "jobtop --url \(server.url)"
      try await story(command, in: program, options: options) { terminal in
        try await terminal.wait(for: "completed")
        try await terminal.type("/state:completed")
        try await terminal.press("Enter")
        try await terminal.press("j")
        try await terminal.press("o")
        try await terminal.wait(for: "No desktop here to open it: copied http://")
        #expect(try await terminal.clipboard().hasPrefix("http://127.0.0.1:"))
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
