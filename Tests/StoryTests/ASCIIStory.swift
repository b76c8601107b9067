import TestSupport
import Testing

extension Stories {
  /// Someone sits at a terminal that has ASCII only.
  @Suite struct ASCIIStory {
    private func isASCII(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.isASCII) }

    @Test(arguments: [
      ("jobtop demo --ascii", "C.UTF-8"), ("jobtop demo", "de_DE.ISO-8859-1"),
      ("JOBTOP_ASCII=yes jobtop demo", "C.UTF-8"),
    ])
    func `everything on the screen is ASCII and stands in its column`(
      command: String,
      locale: String
    ) async throws {
      try await story(command, environment: ["LANG": locale]) { terminal in
        let table = try await terminal.wait(for: "> running")
        #expect(isASCII(table))
        try await terminal.press("Enter")
        let details = try await terminal.wait(for: "Timeline")
        #expect(isASCII(details) && details.contains("+-"), "\(details)")
        try await terminal.press("?")
        let help = try await terminal.wait(for: "Start a job on")
        #expect(isASCII(help))
      }
    }

    @Test func `a frame in ASCII has the columns of one that is not`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let rich = try await program.run("snapshot", "--press", "Enter")
      let plain = try await program.run("snapshot", "--press", "Enter", "--ascii")
      #expect(isASCII(plain.output) && !isASCII(rich.output))
      let pairs = zip(rich.output.split(separator: "\n"), plain.output.split(separator: "\n"))
      for (line, other) in pairs { #expect(line.count == other.count) }
    }

    @Test func `a mistake in the configuration is told with its line`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run("snapshot", environment: ["JOBTOP_ASCII": "perhaps"])
      #expect(result.code == 0)
      #expect(result.errors.contains("JOBTOP_ASCII cannot be “perhaps”: true or false."))
    }
  }
}
