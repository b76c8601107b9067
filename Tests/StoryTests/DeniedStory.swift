import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone mistypes an id.
  @Suite struct DeniedStory {
    @Test(arguments: [["track"], ["wait", "--timeout", "20s"], ["watch", "--timeout", "20s"]])
    func `a job that the server denies is not waited for ever after`(command: [String]) async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      try await ScriptedServer.with { talk in
        while true {
          let (head, _) = try await talk.hearRequest()
          let code = head.contains("TYPO") ? 404 : head.contains("BAD") ? 400 : 200
          let isThere = code == 200
          try await talk.answer(
            code,
            isThere ? #"{"id":"7","status":"completed"}"# : #"{"error":"id is not usable"}"#
          )
        }
      } _: { url in
        let there = ["--url", url, "--push", "none"]
        for id in ["TYPO", "BAD"] {
          let denied = try await program.run(command + [id] + there)
          #expect(denied.code == 5)
          #expect(!denied.errors.contains("Wait on with"))
          #expect(!denied.output.contains(#""source":"create""#))
          if command == ["track"] { #expect(denied.errors.hasSuffix(" It is not watched.\n")) }
        }
        let later = try await program.run(["wait"] + there)
        #expect(later.code == 0)
        #expect(later.lines.isEmpty)
        #expect(later.errors.contains("No job of "))
        // What the server has is watched as ever.
        #expect(try await program.run(["track", "7"] + there).code == 0)
      }
    }

    @Test func `what may be a key in a URL is not repeated`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run(["status", "7", "--url", "http://a.example?token=s3cret"])
      #expect(result.code == 64)
      #expect(!result.errors.contains("s3cret"))
      #expect(result.errors.contains("http://a.example?…"))
      #expect(result.errors.contains("without a query"))
    }
  }
}
