import TestSupport
import Testing

extension Stories {
  /// Someone waits for something else than the end of all jobs.
  @Suite struct GoalStory {
    /// Jobs by what each says: of one word for ever, of several one an answer.
    private func waiting(
      _ words: [String: [String]],
      _ arguments: [String],
      _ look: (BuiltProgram.Result) -> Void
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let asked = words.mapValues { _ in Counter() }
      try await ScriptedServer.with { talk in
        while true {
          let (head, _) = try await talk.hearRequest()
          let id = String(head.split(separator: " ")[1].split(separator: "/").last ?? "")
          guard let said = words[id], let number = asked[id]?.next() else { return }
          let word = said[min(number, said.count) - 1]
          try await talk.answer(200, Self.job(id, is: word))
        }
      } _: { url in
        look(
          try await program.run(
            ["wait"] + arguments
              + ["--url", url, "--push", "none", "--poll", "fixed", "--interval", "20ms"]
          )
        )
      }
    }

    private static func job(_ id: String, is word: String) -> String {
      #"{"id":"\#(id)","status":"\#(word)","created_at":"2026-11-26T01:00:00.000Z"}"#
    }

    @Test func `the first end is enough where any is`() async throws {
      let words = ["a": ["running"], "b": ["running", "completed"]]
      try await waiting(words, ["--any", "a", "b"]) { result in
        #expect(result.code == 0)
        #expect(result.lines.count == 1 && result.errors == "")
        #expect(result.lines.first?.contains(#""id":"b""#) == true)
      }
    }

    @Test func `all are waited for as a rule`() async throws {
      let words = ["a": ["running", "running", "failed"], "b": ["completed"]]
      try await waiting(words, ["--all", "a", "b"]) { result in
        #expect(result.code == 1)
        #expect(result.lines.count == 2)
      }
    }

    @Test(arguments: [
      ("running", ["pending", "running"], Int32(0), "running"),
      ("running", ["pending", "failed"], 1, "failed"),
      ("running", ["pending", "completed"], 0, "completed"),
      ("failed", ["running", "failed"], 0, "failed"),
      ("failed", ["running", "completed"], 1, "completed"),
      ("pending", ["pending"], 0, "pending"),
    ])
    func `a state is waited for until it is there or cannot come`(
      state: String,
      words: [String],
      code: Int32,
      last: String
    ) async throws {
      try await waiting(["a": words], ["--until", state, "--timeout", "20s", "a"]) { result in
        #expect(result.code == code)
        #expect(result.lines.count == 1)
        #expect(result.lines.first?.contains(#""state":"\#(last)""#) == true)
      }
    }

    @Test func `a state that no server says is refused with those that one does`() async throws {
      try await waiting([:], ["--until", "done", "a"]) { result in
        #expect(result.code == 64)
        #expect(result.errors.contains("pending, running, completed, failed, cancelled, lost"))
      }
    }
  }
}
