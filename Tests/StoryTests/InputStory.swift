import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone has the inputs of many jobs in a file.
  @Suite struct InputStory {
    @Test func `each object of a file becomes a job, and a field goes before it`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--seed", "5", in: program)
      let file = program.home.appending(path: "jobs.jsonl")
      try """
      {"title": "Keynote", "kind": "dub", "duration": 1}

      {"title": "Pilot", "kind": null}
      """.write(to: file, atomically: true, encoding: .utf8)
      let result = try await program.run(
        ["create", "--input", file.path, "--field", "duration=2", "--url", server.url]
      )
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.lines.count == 2)
      // They are sent side by side.
      for made in [#""title":"Keynote","kind":"dub""#, #""title":"Pilot","kind":"jobtop""#] {
        #expect(result.lines.count { $0.contains(made) } == 1)
      }
      try await server.kill()
    }

    @Test(arguments: [
      (#"{"titel": "x"}"#, "jobs.json: demo asks for no field “titel”; did you mean title?"),
      (
        #"[{"title": "x"}, {"duration": "long"}]"#,
        #"jobs.json, object 2: duration is a number from 0 to 31536000; "long" is not."#
      ),
      ("{\"title\": \"x\"}\n{\"title\":", "jobs.json:2 is no JSON (the text ends early)"),
      (#"{"title": "x", "title": "y"}"#, "jobs.json has title twice; leave one of them."),
      ("7", "jobs.json is no object"), ("", "jobs.json holds no inputs"),
    ])
    func `a mistake is told with its place`(text: String, sentence: String) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      try program.configure("servers: {demo: {url: \"http://127.0.0.1:1\"}}")
      let file = program.home.appending(path: "jobs.json")
      try text.write(to: file, atomically: true, encoding: .utf8)
      let result = try await program.run("create", "--input", file.path)
      #expect(result.code == 64)
      #expect(result.errors.contains(sentence), "\(result.errors)")
    }
  }
}
