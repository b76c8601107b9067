import Foundation
import TestSupport
import Testing

extension Stories {
  /// Someone creates jobs from a script and acts on lines and exit codes.
  @Suite struct ScriptStory {
    private static let quick = ["MIN_DELAY": "1", "MAX_DELAY": "1"]

    @Test(arguments: [("0", Int32(0), "completed"), ("1", Int32(1), "failed")])
    func `create and wait tells every end and exits by the outcome`(
      odds: String,
      code: Int32,
      state: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer(
        "--profile",
        "envelope",
        in: program,
        environment: Self.quick.merging(["ERROR_PROBABILITY": odds]) { $1 }
      )
      let result = try await program.run(
        "create",
        "--count",
        "5",
        "--wait",
        "--format",
        "jsonl",
        "--profile",
        "envelope",
        "--url",
        server.url
      )
      try await server.kill()
      #expect(result.code == code)
      let ends = result.lines.filter { $0.contains(#""final":true"#) }
      #expect(ends.count == 5)
      #expect(ends.allSatisfy { $0.contains(#""state":"\#(state)""#) })
      #expect(result.errors == "")
    }

    @Test func `a create that is not waited for has done its work when there is a job`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      // Jobs of this kind of server that fail do so at once.
      let server = try await RunningServer(
        "--profile",
        "listing",
        in: program,
        environment: Self.quick.merging(["ERROR_PROBABILITY": "1"]) { $1 }
      )
      let create = ["create", "--profile", "listing", "--url", server.url]
      #expect(try await program.run(create).code == 0)
      #expect(try await program.run(create + ["--wait"]).code == 1)
      try await server.kill()
    }

    @Test func `a profile of one's own needs no build, on either side`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let file = program.home.appending(path: "kitchen.profile.yaml")
      try """
      name: kitchen
      about: Dishes
      create: {request: "PUT /orders/{id}", answer: {code: 202}}
      status:
        request: GET /dish?no={id}
        answer: {headers: {X-Stage: "{state}"}, body: {dish: [{no: "{id}"}]}}
        missing: {code: 418, body: {oops: "{id}"}}
      states: {pending: raw, running: [cooking, resting], completed: served, failed: burnt}
      simulate: {duration: 1s, failure: 0}
      """.write(to: file, atomically: true, encoding: .utf8)
      let server = try await RunningServer("--profile", file.path, in: program)
      let result = try await program.run(
        "create",
        "--count",
        "2",
        "--wait",
        "--profile",
        file.path,
        "--url",
        server.url
      )
      let unknown = try await program.run(
        "status",
        "nobody",
        "--profile",
        file.path,
        "--url",
        server.url
      )
      try await server.kill()
      #expect(result.code == 0)
      #expect(result.lines.filter { $0.contains(#""serverState":"served""#) }.count == 2)
      #expect(unknown.code == 5)
    }

    @Test func `wrong credentials and a server out of reach are code 4 and a sentence`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "basic", in: program)
      let basic = ["create", "--profile", "basic", "--username", "admin", "--url", server.url]
      let refused = try await program.run(basic, environment: ["JOBTOP_PASSWORD": "wrong"])
      #expect(refused.code == 4)
      #expect(refused.errors.contains("Incorrect username or password"))
      #expect(refused.errors.contains("JOBTOP_PASSWORD"))
      try await server.kill()
      let gone = try await program.run("status", "7", "--url", server.url)
      #expect(gone.code == 4)
      #expect(gone.errors.contains("connection refused"))
    }

    @Test func `a create that came to nothing still writes its object`() async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let server = try await RunningServer("--profile", "basic", in: program)
      let create = ["create", "--profile", "basic", "--username", "admin", "--url", server.url]
      let refused = try await program.run(create, environment: ["JOBTOP_PASSWORD": "wrong"])
      try await server.kill()
      #expect(refused.code == 4)
      #expect(refused.lines.count == 1)
      #expect(refused.lines.first?.contains(#""state":"refused""#) == true)
    }

    @Test func `what is wrong on the command line is a mistake of usage, in the file it is not`()
      async throws
    {
      let program = try BuiltProgram()
      defer { program.remove() }
      let url = ["--url", "http://127.0.0.1:9"]
      let option = try await program.run(["status", "7", "--interval", "soon"] + url)
      #expect(option.code == 64)
      #expect(option.errors.contains("--interval cannot be “soon”"))
      let variable = try await program.run(
        ["status", "7"] + url,
        environment: ["JOBTOP_INTERVAL": "soon"]
      )
      #expect(variable.code == 78)
    }

    @Test(
      arguments: [
        ("status 7 --password hunter2", "JOBTOP_PASSWORD"),
        ("connect http://127.0.0.1:9 --password hunter2", "JOBTOP_PASSWORD"),
        ("connect http://127.0.0.1:9 --token=hunter2", "JOBTOP_TOKEN"),
        ("serve --password hunter2", "API_PASSWORD"),
        ("demo --no-screen --token hunter2", "Leave it out"),
      ]
    )
    func `a secret in the arguments is refused and the way to give it is named`(
      arguments: String,
      way: String
    ) async throws {
      let program = try BuiltProgram()
      defer { program.remove() }
      let result = try await program.run(arguments.split(separator: " ").map(String.init))
      #expect(result.code == 64)
      #expect(result.errors.contains("can be read by everyone on this machine"))
      #expect(result.errors.contains(way))
      #expect(!result.errors.contains("hunter2"))
    }
  }
}
