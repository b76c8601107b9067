import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone leaves a server running, and the machine goes down under it.
  @Suite struct KeepingStory {
    @Test func `what was acknowledged is there again after kill -9`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "server.sqlite").path
      let server = try await RunningServer("--data", file, in: program)
      let made = try await program.run("create", "--count", "20", "--url", server.url)
      #expect(made.code == 0)
      let second = try await program.run("serve", "--port", "0", "--data", file)
      #expect(second.code == 78)
      #expect(second.errors.contains("another process has it open"))
      try await server.kill()

      let successor = try await RunningServer("--data", file, in: program)
      let listed = try await program.run("list", "--url", successor.url, "--format", "jsonl")
      #expect(Set(listed.lines.compactMap(Self.id)) == Set(made.lines.compactMap(Self.id)))
      #expect(listed.lines.count == 20)
      try await successor.kill()
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
    }

    private static func id(_ line: String) -> String? {
      line.firstRange(of: #""id":""#).map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
  }
}
