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
  }
}
