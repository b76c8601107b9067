import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone looks back at what was watched, saves results, and puts away what is of no interest.
  @Suite struct ExportHistoryStory {
    @Test func `what was watched can be exported, played, downloaded and forgotten`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "jobtop",
        "--seed",
        "3",
        in: program,
        environment: ["MIN_DELAY": "1", "MAX_DELAY": "1", "ERROR_PROBABILITY": "0"]
      )
      let created = try await program.run("create", "--count", "3", "--wait", "--url", server.url)
      #expect(created.code == 0)
      let name = String(server.url.dropFirst("http://".count))

      let runs = try await program.run("export", "--format", "jsonl")
      #expect(runs.lines.count == 3)
      #expect(runs.lines.allSatisfy { $0.contains(#""state":"completed""#) })
      #expect(runs.lines.allSatisfy { $0.contains(#""server":"\#(name)""#) })
      let ids = runs.lines.compactMap(Self.id)

      // Asked about again, they have not ended again.
      let asked = try await program.run(["status", "--url", server.url] + ids)
      #expect(asked.code == 0)
      let later = try await program.run("export", "--format", "jsonl")
      #expect(later.lines.map(Self.time) == runs.lines.map(Self.time))

      let changes = try await program.run(
        "export",
        "--changes",
        "state:completed",
        "server:\(name)"
      )
      let times = changes.lines.compactMap { $0.split(separator: "\"").dropFirst(3).first }
      #expect(times == times.sorted())
      #expect(Set(changes.lines.compactMap(Self.id)) == Set(ids))
      #expect(changes.lines.contains { $0.contains(#""state":"submitting""#) })

      let mistyped = try await program.run("export", "--server", name + "0")
      #expect(mistyped.code == 64)
      #expect(mistyped.errors == "--server cannot be “\(name)0”: \(name) is known.\n")

      let redacted = try await program.run("export", "--redact", "--format", "csv")
      #expect(redacted.lines.count == 4)
      #expect(!ids.contains { redacted.output.contains($0) })

      let folder = program.home.appending(path: "results")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let saved = try await program.run(
        ["download", "--folder", folder.path, "--url", server.url] + ids
      )
      #expect(saved.code == 0)
      #expect(
        saved.lines.map { URL(filePath: $0).deletingLastPathComponent().path }.allSatisfy {
          $0 == folder.path
        }
      )
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(Set(files) == Set(ids.map { "\($0)-result" }))

      let forgotten = try await program.run("forget", ids[0], "nobody", "--url", server.url)
      #expect(forgotten.code == 5)
      #expect(forgotten.lines.compactMap(Self.id) == [ids[0]])
      #expect(forgotten.errors.contains("nothing is watched under nobody"))
      let again = try await program.run("forget", ids[0], "--url", server.url)
      #expect(again.code == 5)
      try await server.kill()
    }

    @Test func `a filter with a mistake is marked where it is`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run("export", "state:faild")
      #expect(result.code == 64)
      #expect(
        result.errors == """
          There is no state “faild”; did you mean failed?
            state:faild
                  ^

          """
      )
    }

    private static func time(_ line: String) -> Substring? {
      line.split(separator: "\"").dropFirst(3).first
    }

    private static func id(_ line: String) -> String? {
      line.firstRange(of: #""id":""#).map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
  }
}
