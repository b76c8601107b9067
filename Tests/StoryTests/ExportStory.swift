import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone writes what stands on the screen to files.
  @Suite struct ExportStory {
    @Test func `ctrl-s writes rows and pictures, and never over a file that is there`() async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      func text(_ name: String) throws -> String {
        try String(contentsOf: program.home.appending(path: name), encoding: .utf8)
      }
      try await story("jobtop demo", in: program) { terminal in
        try await terminal.wait(for: " 8 jobs")
        try await terminal.press("C-s")
        try await terminal.wait(for: "every field")
        try await terminal.press("C-u")
        try await terminal.type("jobs.csv")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Written: jobs.csv")
        let rows = try text("jobs.csv").split(separator: "\n")
        #expect(rows.count == 9)
        #expect(rows[0].hasPrefix("time,server,id,"))

        try await terminal.press("C-s", "C-u")
        try await terminal.type("jobs.csv")
        try await terminal.press("Enter")
        try await terminal.wait(for: "jobs.csv is there already and stays as it is")
        #expect(try text("jobs.csv").hasPrefix("time,"))

        try await terminal.press("C-s", "Up", "C-u")
        try await terminal.type("screen.svg")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Written: screen.svg")
        let picture = try text("screen.svg")
        #expect(picture.hasPrefix("<svg") && picture.contains(">RETRIES<"))

        try await terminal.press("C-s", "C-u")
        try await terminal.type("/nowhere/x.csv")
        try await terminal.press("Enter")
        try await terminal.wait(for: "/nowhere/x.csv cannot be written: No such file or directory")
      }
    }

    @Test func `a redacted snapshot names no job, and is the same each time`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let arguments = ["snapshot", "--redact", "--press", "Enter"]
      let first = try await program.run(arguments)
      #expect(first.output.contains("title-") && first.output.contains("server-"))
      #expect(!first.output.contains("codec") && !first.output.contains("demo"))
      #expect(try await program.run(arguments).output == first.output)
    }
  }
}
