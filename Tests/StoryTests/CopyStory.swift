import TestSupport
import Testing

extension Stories {
  /// Someone takes an id out of the dashboard, into another window.
  @Suite struct CopyStory {
    @Test func `y i puts the id into the clipboard of the terminal`() async throws {
      try await story("jobtop demo", options: ["set -s set-clipboard on"]) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("y")
        try await terminal.wait(for: "JSON  {\"time\":")
        try await terminal.press("i")
        try await terminal.wait(for: "Copied the id")
        let copied = try await terminal.clipboard()
        let id = copied.prefix { $0 != "\n" }
        #expect(id.count == 36 && id.filter { $0 == "-" }.count == 4, "\(copied)")
        try await terminal.press("Enter")
        try await terminal.wait(for: String(id))
      }
    }

    @Test func `with --redact the clipboard gets a stand-in`() async throws {
      let options = ["set -s set-clipboard on"]
      try await story("jobtop demo --redact", options: options) { terminal in
        try await terminal.wait(for: "running")
        try await terminal.press("y", "i")
        try await terminal.wait(for: "Copied the id")
        #expect(try await terminal.clipboard().hasPrefix("job-"))
      }
    }
  }
}
