import Foundation
import TestSupport
import Testing

extension Stories {
  /// There is no room for the jobs of anybody.
  ///
  /// A limit on the size of files is what a test may set that owns no disk; a full one says "the disk is
  /// full" instead of the reason.
  @Suite struct FullDiskStory {
    @Test(arguments: [["wait", "7"], ["watch", "7"], ["create"], []])
    func `a program that can keep nothing says so at once and sends nothing`(
      command: [String]
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      // The signal that comes with the limit would end the program.
      let script = #"trap '' XFSZ; ulimit -f 8; exec "$0" "$@""#
      let result = try await ChildProcess(
        path: "/bin/sh",
        arguments: ["-c", script, BuiltProgram.path] + command
          + ["--profile", "envelope", "--url", "http://127.0.0.1:9"],
        environment: program.environment,
        folder: program.home
      ).run()
      #expect(result.code == 78)
      #expect(result.output == "")
      let said = result.errors.split(separator: "\n")
      #expect(said.count == 1)
      let file = program.home.appending(path: "state/jobtop/jobs.sqlite").path
      #expect(said.first?.hasPrefix("Jobs cannot be kept in \(file): ") == true)
      #expect(said.first?.contains("set XDG_STATE_HOME") == true)
    }

    private static let fullLog = "The log /dev/full cannot be written: no space left on device."

    @Test func `a log without room is told of once, and jobs are made all the same`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--log-level",
        "info",
        "--log-file",
        "/dev/full",
        in: program,
        environment: ["MIN_DELAY": "0.1", "MAX_DELAY": "0.1", "ERROR_PROBABILITY": "0"]
      )
      let there = ["--url", server.url, "--log-file", "/dev/full"]
      let made = try await program.run(["create", "--count", "3", "--wait"] + there)
      #expect(made.code == 0)
      #expect(made.lines.count { $0.contains(#""state":"completed""#) } == 3)
      let said = made.errors.split(separator: "\n").filter { $0.contains("/dev/full") }
      #expect(said.count == 1 && said.first?.hasPrefix(Self.fullLog) == true)
      try await server.writes(Self.fullLog)
      let line = there.joined(separator: " ")
      try await story("jobtop \(line)", in: program, columns: 180) { terminal in
        try await terminal.wait(for: Self.fullLog)
        try await terminal.press("q")
        try await terminal.wait(for: "exit code 0")
      }
      try await server.kill()
    }
  }
}
