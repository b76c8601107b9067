import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// WebSockets over real sockets, byte by byte.
@Suite(.timeLimit(.minutes(3)))
struct WebSocketTests {
  @Test(arguments: ["/", "/any/path?x=1"])
  func `who connects hears the state at once, and again at the end`(path: String) async throws {
    try await SocketServer.with(.webSocket()) { server in
      try await server.connect { talk in
        let head = try await talk.open(path)
        #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        #expect(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
        #expect(try await talk.text() == #"{"result":"pending"}"#)
        server.clock.jump(by: .seconds(5))
        #expect(try await talk.text() == #"{"result":"completed"}"#)
      }
      try await server.connect { late in
        _ = try await late.open(path)
        #expect(try await late.text() == #"{"result":"completed"}"#)
      }
    }
  }

  @Test func `our stream tells of the jobs that were asked for`() async throws {
    try await withOwnServer { server, ids in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream")
        try await talk.text(#"{"subscribe":["\#(ids[1])"]}"#)
        let first = try JSON(parsing: try await talk.text() ?? "")
        #expect(first["event"] == "job")
        #expect(first["job"]?["id"]?.string == ids[1])
        #expect(first["job"]?["status"] == "pending")
        server.clock.jump(by: .seconds(10))
        let second = try JSON(parsing: try await talk.text() ?? "")
        #expect(second["job"]?["id"]?.string == ids[1])
        #expect(second["job"]?["status"] == "running")
        try await talk.text(#"{"unsubscribe":["\#(ids[1])"]}"#)
        try await talk.text(#"{"subscribe":["\#(ids[0])"]}"#)
        let third = try JSON(parsing: try await talk.text() ?? "")
        #expect(third["job"]?["id"]?.string == ids[0])
        server.clock.jump(by: .seconds(1000))
        let last = try JSON(parsing: try await talk.text() ?? "")
        #expect(last["job"]?["id"]?.string == ids[0])
        #expect(last["job"]?["status"] == "completed")
      }
    }
  }

  @Test func `who comes back hears only what changed since`() async throws {
    try await withOwnServer { server, ids in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream", headers: "Last-Event-ID: 1\r\n")
        try await talk.text(#"{"subscribe":["\#(ids[0])","\#(ids[1])"]}"#)
        let first = try JSON(parsing: try await talk.text() ?? "")
        #expect(first["job"]?["revision"] == "2")
        #expect(first["job"]?["id"]?.string == ids[1])
      }
    }
  }

  @Test func `a path that names a job is about that job alone`() async throws {
    let profile = try Profile(
      yaml: """
        name: one
        create: {request: POST /jobs, answer: {code: 201, body: {id: "{id}"}}}
        status: {request: "GET /jobs/{id}", answer: {body: {status: "{state}"}}}
        states: {pending: pending, completed: done, failed: error}
        push: {websocket: {path: "/jobs/{id}/stream", message: {id: "{id}", s: "{state}"}, sends: final}}
        simulate: {ids: counter, duration: 5s, failure: 0}
        """,
      file: "one"
    )
    try await SocketServer.with(profile) { server in
      for _ in 0..<2 {
        let create = WireRequest(method: .post, target: "/jobs")
        _ = await server.server.reply(to: create)
      }
      try await server.connect { talk in
        _ = try await talk.open("/jobs/2/stream")
        // Once a ping is answered the server listens.
        try await talk.frame(0x89, [])
        #expect(try await talk.frame()?.first == 0x8A)
        server.clock.jump(by: .seconds(5))
        #expect(try await talk.text() == #"{"id":"2","s":"done"}"#)
      }
    }
  }

  @Test func `a plain request for a stream is told to upgrade`() async throws {
    try await withOwnServer { server, _ in
      try await server.connect { talk in
        try await talk.say("GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n")
        let head = try await talk.hear(upTo: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 426 Upgrade Required\r\n"))
        #expect(head.contains("Upgrade: websocket\r\n"))
      }
    }
  }

  @Test func `a handshake that is refused is answered as every request is`() async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(token: "s3cret")
    try await SocketServer.with(#require(Profile.builtIn("jobtop")), options: options) { server in
      try await server.connect { talk in
        let head = try await talk.open("/v1/stream")
        #expect(head.hasPrefix("HTTP/1.1 401 Unauthorized\r\n"))
      }
      try await server.connect { talk in
        let head = try await talk.open("/nowhere", headers: "Authorization: Bearer s3cret\r\n")
        #expect(head.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
      }
      try await server.connect { talk in
        let head = try await talk.open("/v1/stream", headers: "Authorization: Bearer s3cret\r\n")
        #expect(head.hasPrefix("HTTP/1.1 101 "))
      }
    }
  }

  @Test func `fragments are joined, and a ping between them is answered`() async throws {
    try await withOwnServer { server, ids in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream")
        try await talk.frame(0x01, Array(#"{"subscribe":"#.utf8))
        try await talk.frame(0x89, Array("are you there?".utf8))
        try await talk.frame(0x00, Array(#"["\#(ids[0])""#.utf8))
        try await talk.frame(0x80, Array("]}".utf8))
        let pong = try await talk.frame()
        #expect(pong?.first == 0x8A)
        #expect(pong?.payload == Array("are you there?".utf8))
        #expect(try await talk.text()?.contains(ids[0]) == true)
      }
    }
  }

  /// Bytes that break a rule, and the code of the close that they get.
  static let breaches: [(rule: String, bytes: [UInt8], code: Int)] = [
    ("not masked", [0x81, 0x02, 0x7B, 0x7D], 1002),
    ("a reserved bit", [0xC1, 0x80, 0, 0, 0, 0], 1002),
    ("a reserved opcode", [0x83, 0x80, 0, 0, 0, 0], 1002),
    ("a continuation of nothing", [0x80, 0x80, 0, 0, 0, 0], 1002),
    ("a new text within another", [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0], 1002),
    ("a ping in fragments", [0x09, 0x80, 0, 0, 0, 0], 1002),
    ("binary data", [0x82, 0x81, 0, 0, 0, 0, 0x41], 1003),
    ("text that is not UTF-8", [0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28], 1007),
    ("text that is not JSON", [0x81, 0x81, 0, 0, 0, 0, 0x7B], 1007),
    ("a frame beyond the limit", [0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0], 1009),
    ("a close that says why", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8], 1000),
    ("a close with half a code", [0x88, 0x81, 0, 0, 0, 0, 0x03], 1002),
    ("a close with a code that may not be sent", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xED], 1002),
  ]

  @Test(arguments: breaches.map { ($0.bytes, $0.code) })
  func `what breaks a rule closes with its code`(bytes: [UInt8], code: Int) async throws {
    try await SocketServer.with(#require(Profile.builtIn("jobtop"))) { server in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream")
        try await talk.say(bytes)
        #expect(try await talk.closeCode() == code)
        // After a close of ours the server goes by itself; what is said to it then resets the end.
        if bytes[0] != 0x88 { try await talk.frame(0x88, [0x03, 0xE8]) }
        #expect(try await talk.hearToTheEnd() == "")
      }
    }
  }

  @Test func `a message beyond the limit is refused, in however many frames it comes`() async throws
  {
    try await SocketServer.with(#require(Profile.builtIn("jobtop"))) { server in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream")
        let part: [UInt8] =
          [0x80 | 126, 0xFF, 0xFF, 0, 0, 0, 0] + Array(repeating: 0x20, count: 65_535)
        try await talk.say([0x01] + part)
        try await talk.say([0x00] + part)
        #expect(try await talk.closeCode() == 1009)
      }
    }
  }

  @Test func `a stop says goodbye`() async throws {
    try await SocketServer.with(.webSocket()) { server in
      try await server.connect { talk in
        _ = try await talk.open("/")
        #expect(try await talk.text() != nil)
        await server.stop()
        #expect(try await talk.closeCode() == 1001)
        try await talk.frame(0x88, [0x03, 0xE9])
        #expect(try await talk.hearToTheEnd() == "")
      }
    }
  }

  @Test func `a connection on which nothing happens shows that it lives`() async throws {
    try await SocketServer.with(.webSocket()) { server in
      try await server.connect { talk in
        _ = try await talk.open("/")
        #expect(try await talk.text() != nil)
        server.clock.jump(by: .seconds(5))
        #expect(try await talk.text() != nil)
        server.clock.jump(by: .seconds(10))
        #expect(try await talk.frame()?.first == 0x89)
      }
    }
  }

  // MARK: -

  private func withOwnServer(
    _ body: (SocketServer, _ ids: [String]) async throws -> Void
  ) async throws {
    var scenario = Scenario(name: "two")
    scenario.script = [
      ScriptedJob(length: .seconds(1000), endings: [.completed]),
      ScriptedJob(length: .seconds(20), endings: [.completed]),
    ]
    scenario.progress = ProgressRule.none
    try await SocketServer.with(#require(Profile.builtIn("jobtop")), scenario: scenario) { server in
      let list = await server.server.reply(to: WireRequest(method: .get, target: "/v1/jobs"))
      guard case .answer(let answer) = list, case .array(let jobs)? = answer.json?["jobs"] else {
        Issue.record("there is no list")
        return
      }
      try await body(server, jobs.reversed().compactMap { $0["id"]?.string })
    }
  }
}
