import HTTPTypes
import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobSimulator

@Suite(.timeLimit(.minutes(3)))
struct WebhookTests {
  private static let json: HTTPFields = [.contentType: "application/json"]

  // MARK: once, unsigned

  @Test func `all URLs hear of the end, once, and not those that were withdrawn`() async throws {
    try await withServer(.webhook()) { server, recorder in
      for name in ["a", "b", "a", "c"] {
        let answer = await server.post("/webhooks/register", #"{"url":"http://\#(name)/x"}"#)
        #expect(answer.text == #"{"message":"webhook registered successfully"}"#)
      }
      let answer = await server.send(
        .delete,
        "/webhooks/unregister",
        headers: Self.json,
        body: #"{"url":"http://c/x"}"#
      )
      #expect(answer.text == #"{"message":"webhook deleted successfully"}"#)
      await server.clock.waitForSleepers(2)
      server.clock.jump(by: .seconds(15))
      let messages = await recorder.next(2)
      #expect(Set(messages.map(\.url)) == ["http://a/x", "http://b/x"])
      // 2027-01-15T08:00:15Z, by the test's clock.
      let body = #"{"result":"completed","timestamp":1800000015000}"#
      #expect(messages.map(\.text) == [body, body])
      #expect(messages.map(\.headers) == [Self.json, Self.json])
    }
  }

  @Test(
    arguments: [
      (#"{"url":""}"#, #"{"error":"webhook URL is required"}"#),
      ("{}", #"{"error":"webhook URL is required"}"#),
      (nil, #"{"error":"webhook URL is required"}"#),
      (#"{"url":"nonsense"}"#, #"{"error":"invalid webhook URL"}"#),
      (#"{"url":7}"#, #"{"error":"invalid webhook URL"}"#),
    ] as [(String?, String)]
  )
  func `what is no URL is refused`(body: String?, text: String) async throws {
    try await withServer(.webhook()) { server, _ in
      let answer = await server.post("/webhooks/register", body)
      #expect(answer.code == 400)
      #expect(answer.text == text)
    }
  }

  @Test func `any scheme can be registered, and every withdrawal is fine`() async throws {
    try await withServer(.webhook()) { server, _ in
      #expect(await server.post("/webhooks/register", #"{"url":"ftp://a/x"}"#).code == 200)
      let answer = await server.send(
        .delete,
        "/webhooks/unregister",
        headers: Self.json,
        body: #"{"url":"http://never.seen/"}"#
      )
      #expect(answer.code == 200)
    }
  }

  @Test func `who registers after the end hears nothing`() async throws {
    try await withServer(.webhook()) { server, recorder in
      server.clock.jump(by: .seconds(15))
      #expect(await server.send(.get, "/status").text == #"{"result":"completed"}"#)
      _ = await server.post("/webhooks/register", #"{"url":"http://a/x"}"#)
      server.clock.jump(by: .seconds(60))
      #expect(await server.send(.get, "/status").text == #"{"result":"completed"}"#)
      await recorder.close()
      #expect(await recorder.next().isEmpty)
    }
  }

  @Test func `a message without a name is not sent again`() {
    var webhook = Webhook(id: "a", url: "http://a/x")
    #expect(webhook.pauses.isEmpty)
    var generator = SystemRandomNumberGenerator()
    webhook.secret = WebhookSecret(using: &generator)
    #expect(webhook.pauses.map(\.inSeconds) == [1, 5, 30, 120, 600])
  }

  @Test func `a receiver that fails does not hold up what comes later`() async throws {
    try await withServer(.callback(), WebhookRecorder(codes: [500])) { server, recorder in
      _ = await server.post("/jobs", #"{"hook":"http://a/x"}"#)
      server.clock.jump(by: .seconds(15))
      #expect(await recorder.next().map(\.url) == ["http://a/x"])
      _ = await server.post("/jobs", #"{"hook":"http://a/x"}"#)
      server.clock.jump(by: .seconds(15))
      #expect(await recorder.next().map(\.text) == [#"{"id":"2","status":"completed"}"#])
    }
  }

  // MARK: signed, at least once

  @Test func `our own server signs every change`() async throws {
    try await withOwnServer { server, recorder in
      let (id, secret) = try await register(server)
      let job = await server.post("/v1/jobs", #"{"duration":10}"#).json
      let created = try #require(await recorder.next().first)
      #expect(created.url == "https://hooks.example.org/x")
      let body = try JSON(parsing: created.body)
      #expect(body["type"] == "job.changed")
      #expect(body["data"] == job)
      let message = try WebhookSignature.verify(
        created.headers,
        body: created.body,
        secret: secret,
        now: server.clock.now
      )
      _ = await server.post("/v1/jobs/\(job?["id"]?.string ?? "")/cancel", nil)
      let cancelled = try #require(await recorder.next().first)
      #expect(try JSON(parsing: cancelled.body)["data"]?["status"] == "cancelled")
      let other = try WebhookSignature.verify(
        cancelled.headers,
        body: cancelled.body,
        secret: secret,
        now: server.clock.now
      )
      #expect(message != other)
      #expect(await server.send(.delete, "/v1/webhooks/\(id)").code == 204)
    }
  }

  @Test func `a message that does not arrive is sent again under its name`() async throws {
    try await withOwnServer(WebhookRecorder(codes: [500, nil])) { server, recorder in
      let (_, secret) = try await register(server)
      _ = await server.post("/v1/jobs", #"{"duration":1000}"#)
      var messages = await recorder.next()
      for pause in [1, 5] {
        await server.clock.waitForSleepers(3)
        server.clock.jump(by: .seconds(pause))
        messages += await recorder.next()
      }
      #expect(Set(messages.map(\.body)).count == 1)
      let now = server.clock.now
      let names = try messages.map { message in
        try WebhookSignature.verify(message.headers, body: message.body, secret: secret, now: now)
      }
      #expect(Set(names).count == 1)
    }
  }

  @Test func `a receiver that says it is gone is told no more`() async throws {
    try await withOwnServer(WebhookRecorder(codes: [410])) { server, recorder in
      let (id, _) = try await register(server)
      _ = await server.post("/v1/jobs", nil)
      #expect(await recorder.next().count == 1)
      // Registered again it is a new one: the old one is forgotten.
      #expect(try await register(server).id != id)
    }
  }

  @Test func `a server that has stopped knows how many messages did not arrive, and where`()
    async throws
  {
    let recorder = WebhookRecorder(codes: Array(repeating: 500, count: 9))
    let profile = try #require(Profile.builtIn("jobtop"))
    let server = try InProcessServer(profile, webhooks: recorder)
    await withTaskGroup { group in
      group.addTask { await server.server.play() }
      for host in ["a.example.org:8443", "b.example.org"] {
        let hook = #"{"url":"https://ann:secret@\#(host)/x?token=secret"}"#
        #expect(await server.post("/v1/webhooks", hook).code == 201)
      }
      _ = await server.post("/v1/jobs", #"{"duration":1000}"#)
      _ = await recorder.next(2)
      group.cancelAll()
    }
    #expect(await server.server.untold() == ["a.example.org:8443": 1, "b.example.org": 1])
  }

  @Test func `what jobs do after a server has stopped is no message that did not arrive`()
    async throws
  {
    let recorder = WebhookRecorder(codes: [200] + Array(repeating: 500, count: 9))
    let profile = try #require(Profile.builtIn("jobtop"))
    let server = try InProcessServer(profile, webhooks: recorder)
    await withTaskGroup { group in
      group.addTask { await server.server.play() }
      let hook = #"{"url":"https://hooks.example.org/jobs"}"#
      #expect(await server.post("/v1/webhooks", hook).code == 201)
      for _ in 1...2 {
        _ = await server.post("/v1/jobs", #"{"duration":1000}"#)
        _ = await recorder.next()
      }
      group.cancelAll()
    }
    server.clock.jump(by: .seconds(2_000))
    #expect(await server.server.untold() == ["hooks.example.org": 1])
  }

  @Test func `who registers twice has one webhook`() async throws {
    try await withOwnServer { server, _ in
      let first = try await register(server)
      #expect(try await register(server).id == first.id)
    }
  }

  @Test(arguments: [nil, "{}", #"{"url":"ftp://a/x"}"#, #"{"url":"x"}"#])
  func `our own server says what is wrong with a URL`(body: String?) async throws {
    try await withOwnServer { server, _ in
      let answer = await server.post("/v1/webhooks", body)
      #expect(answer.code == 400)
      #expect(answer.headers[.contentType] == "application/problem+json")
    }
  }

  @Test(arguments: [
    ("ftp://a/x", "only http and https"), ("http://a.example.org/a b", "is not a URL such as"),
  ])
  func `our own server says why a URL cannot be posted to`(url: String, reason: String) async throws
  {
    try await withOwnServer { server, _ in
      let answer = await server.post("/v1/webhooks", #"{"url":"\#(url)"}"#)
      #expect(answer.json?["detail"]?.string?.contains(reason) == true)
    }
  }

  @Test func `a URL in a network of its own is refused`() async throws {
    try await withOwnServer(WebhookRecorder(isPublic: false)) { server, _ in
      let answer = await server.post("/v1/webhooks", #"{"url":"http://169.254.169.254/x"}"#)
      #expect(answer.code == 400)
      #expect(answer.json?["detail"]?.string?.contains("public address") == true)
    }
  }

  // MARK: of one job

  @Test func `a job calls back the URL that its create named`() async throws {
    try await withServer(.callback()) { server, recorder in
      _ = await server.post("/jobs", #"{"hook":"http://a/x"}"#)
      _ = await server.post("/jobs", #"{"hook":"http://b/x"}"#)
      _ = await server.post("/jobs", nil)
      await server.clock.waitForSleepers(2)
      server.clock.jump(by: .seconds(15))
      let messages = await recorder.next(2).sorted { $0.url < $1.url }
      #expect(messages.map(\.url) == ["http://a/x", "http://b/x"])
      #expect(
        messages.map(\.text)
          == [#"{"id":"1","status":"completed"}"#, #"{"id":"2","status":"completed"}"#]
      )
    }
  }

  // MARK: -

  private func register(_ server: InProcessServer) async throws -> (
    id: String, secret: WebhookSecret
  ) {
    let answer = await server.post("/v1/webhooks", #"{"url":"https://hooks.example.org/x"}"#)
    #expect(answer.code == 201)
    #expect(answer.json?["url"] == "https://hooks.example.org/x")
    return (
      try #require(answer.json?["id"]?.string),
      try #require(answer.json?["secret"]?.string.flatMap { WebhookSecret($0) })
    )
  }

  private func withOwnServer(
    _ recorder: WebhookRecorder = WebhookRecorder(),
    _ body: (InProcessServer, WebhookRecorder) async throws -> Void
  ) async throws {
    try await withServer(#require(Profile.builtIn("jobtop")), recorder, body)
  }

  private func withServer(
    _ profile: Profile,
    _ recorder: WebhookRecorder = WebhookRecorder(),
    _ body: (InProcessServer, WebhookRecorder) async throws -> Void
  ) async throws {
    let server = try InProcessServer(profile, webhooks: recorder)
    async let _: Void = server.server.play()
    try await body(server, recorder)
  }
}

extension InProcessServer {
  /// Posts JSON.
  fileprivate func post(_ target: String, _ body: String?) async -> WireAnswer {
    await send(
      .post,
      target,
      headers: body == nil ? [:] : [.contentType: "application/json"],
      body: body
    )
  }
}
