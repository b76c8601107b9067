import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// The paths of our own server that no profile spells, and how it refuses.
@Suite(.timeLimit(.minutes(3)))
struct OwnPagesTests {
  @Test(arguments: [
    "/healthz", "/readyz", "/openapi.yaml", "/metrics", "/v1/jobs/x/result", "/v1/events",
    "/v1/stream",
  ])
  func `a path that can only be got says so`(path: String) async throws {
    let answer = try await InProcessServer("jobtop").send(.post, path)
    #expect(answer.code == 405)
    #expect(answer.headers[.allow] == "GET, HEAD")
    #expect(answer.json?["detail"] == "POST is not possible here")
  }

  @Test(arguments: ["/metrics", "/v1/jobs/x/result", "/v1/jobs", "/v1/events"])
  func `what tells of jobs needs the token`(path: String) async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(token: "secret")
    let server = try InProcessServer("jobtop", options: options)
    #expect(await server.send(.get, path).code == 401)
    let known: HTTPFields = [.authorization: "Bearer secret"]
    #expect([200, 404].contains(await server.send(.get, path, headers: known).code))
    #expect(await server.send(.get, "/healthz").code == 200)
  }

  @Test func `it counts its jobs by their states`() async throws {
    var scenario = Scenario(name: "some")
    scenario.script = [
      ScriptedJob(length: .seconds(9), age: .seconds(10), endings: [.completed]),
      ScriptedJob(length: .seconds(9), age: .seconds(10), endings: [.completed]),
      ScriptedJob(length: .seconds(9), age: .seconds(10), endings: [.failed]),
      ScriptedJob(length: .seconds(90), age: .seconds(80), endings: [.completed]),
    ]
    let server = try InProcessServer("jobtop", scenario: scenario)
    let answer = await server.send(.get, "/metrics")
    #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(
      answer.text == """
        # HELP jobtop_jobs Jobs by their state.
        # TYPE jobtop_jobs gauge
        jobtop_jobs{state="pending"} 0
        jobtop_jobs{state="running"} 1
        jobtop_jobs{state="completed"} 2
        jobtop_jobs{state="failed"} 1
        jobtop_jobs{state="cancelled"} 0
        # HELP jobtop_requests_total Answered requests by the code of the answer.
        # TYPE jobtop_requests_total counter
        # HELP jobtop_push_clients Clients that are being told of changes.
        # TYPE jobtop_push_clients gauge
        jobtop_push_clients{kind="sse"} 0
        jobtop_push_clients{kind="websocket"} 0
        # HELP jobtop_webhook_deliveries_total Messages to webhooks by what became of them.
        # TYPE jobtop_webhook_deliveries_total counter
        jobtop_webhook_deliveries_total{outcome="delivered"} 0
        jobtop_webhook_deliveries_total{outcome="failed"} 0

        """
    )
  }

  @Test func `it counts answers and who is being told`() async throws {
    try await SocketServer.with(#require(Profile.builtIn("jobtop"))) { server in
      try await server.connect { talk in
        for target in ["/healthz", "/v1/jobs/x", "/healthz"] {
          try await talk.get(target)
          _ = try await talk.answer()
        }
        let before = try await metrics(&talk)
        #expect(before.contains(#"jobtop_requests_total{code="200"} 2"#))
        #expect(before.contains(#"jobtop_requests_total{code="404"} 1"#))
        try await server.connect { stream in
          _ = try await stream.open("/v1/stream")
          try await stream.text("{}")
          _ = try await stream.text()
          #expect(try await metrics(&talk).contains(#"jobtop_push_clients{kind="websocket"} 1"#))
        }
      }
    }
  }

  private func metrics(_ talk: inout WireConnection.Talk) async throws -> [String] {
    try await talk.get("/metrics")
    return try await talk.answer().body.split(separator: "\n").map { String($0) }
  }

  @Test func `it counts messages that arrive and messages that are given up`() async throws {
    // The first message arrives; of the second all six tries fail.
    let recorder = WebhookRecorder(codes: [200] + Array(repeating: 500, count: 6))
    let server = try InProcessServer(#require(Profile.builtIn("jobtop")), webhooks: recorder)
    async let _: Void = server.server.play()
    let body = #"{"url":"http://example.com/hook"}"#
    #expect(await server.send(.post, "/v1/webhooks", body: body).code == 201)
    _ = await server.send(.post, "/v1/jobs", body: #"{"duration":1000000}"#)
    _ = await recorder.next()
    _ = await server.send(.post, "/v1/jobs", body: #"{"duration":1000000}"#)
    _ = await recorder.next()
    for pause in [1, 5, 30, 120, 600] {
      await server.clock.waitForSleepers(1)
      server.clock.jump(by: .seconds(pause))
      _ = await recorder.next()
    }
    let text = await server.send(.get, "/metrics").text
    #expect(text.contains(#"jobtop_webhook_deliveries_total{outcome="delivered"} 1"#))
  }

  @Test(arguments: ["*", "http://example.com"])
  func `pages may ask everything where their origin is let in`(origin: String) async throws {
    var options = SimulatorOptions()
    options.pageOrigin = origin
    let server = try InProcessServer("jobtop", options: options)
    for path in ["/v1/jobs", "/healthz", "/v1/jobs/x/result"] {
      let ahead = await server.send(.options, path, headers: Self.page)
      #expect(ahead.code == 204 && ahead.body == [])
      #expect(ahead.headers[.accessControlAllowOrigin] == origin)
      #expect(ahead.headers[.vary] == (origin == "*" ? nil : "Origin"))
      #expect(ahead.headers[.accessControlAllowHeaders] == "authorization,idempotency-key")
      #expect(ahead.headers[.accessControlAllowMethods]?.contains("DELETE") == true)
    }
    let broken = await server.send(.post, "/v1/jobs", headers: Self.page, body: "{")
    #expect(broken.code == 400 && broken.headers[.accessControlAllowOrigin] == origin)
    #expect(await server.send(.get, "/v1/jobs").headers[.accessControlAllowOrigin] == nil)
  }

  @Test(arguments: [nil, "http://localhost:5173"])
  func `no other page can use the server, not even blindly`(origin: String?) async throws {
    var options = SimulatorOptions()
    options.pageOrigin = origin
    let server = try InProcessServer("jobtop", options: options)
    let requests: [(HTTPRequest.Method, String)] = [
      (.options, "/v1/jobs"), (.post, "/v1/jobs"), (.get, "/v1/events"), (.post, "/v1/webhooks"),
    ]
    for (method, path) in requests {
      let answer = await server.send(
        method,
        path,
        headers: Self.page,
        body: #"{"url":"http://10.0.0.1/"}"#
      )
      #expect(answer.code == 403)
      #expect(answer.headers == [.contentType: "application/problem+json"])
    }
    #expect(await server.send(.get, "/v1/jobs").text == #"{"jobs":[]}"#)
  }

  private static let page: HTTPFields = [
    .origin: "http://example.com", .accessControlRequestMethod: "POST",
    .accessControlRequestHeaders: "authorization,idempotency-key",
  ]

  @Test(arguments: [#"{"subscribe":"x"}"#, #"{"hello":1}"#, "[]", "7", #"{"subscribe":[]}"#])
  func `a message that asks for nothing is answered`(message: String) async throws {
    try await SocketServer.with(#require(Profile.builtIn("jobtop"))) { server in
      try await server.connect { talk in
        _ = try await talk.open("/v1/stream")
        try await talk.text(message)
        let answer = try JSON(parsing: try await talk.text() ?? "")
        #expect(
          answer == [
            "event": "error", "detail": .string("this asks for nothing: \(message)"),
          ]
        )
      }
    }
  }
}
