import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real servers, never derived from the profiles.
struct SiblingServerTests {
  @Test func `a create is accepted with 202, and the id goes in a query`() async throws {
    let server = try InProcessServer("accepted", options: certain)
    let fields = #"{"video_name":"keynote","video_length":90}"#
    let created = await server.send(.post, "/translate_video_api", headers: json, body: fields)
    #expect(created.code == 202)
    let id = try #require(created.json?["video_identifier"]?.string)
    let shape = try Regex(#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+"#)
    #expect(created.json?["finish_time"]?.string?.wholeMatch(of: shape) != nil)
    #expect(await text(server, "/status?video_identifier=\(id)") == #"200 {"result":"pending"}"#)
    for target in ["/status", "/status?video_identifier=x"] {
      #expect(await text(server, target) == #"404 {"error":"not_found"}"#)
    }
    let lacking = await server.send(
      .post,
      "/translate_video_api",
      headers: json,
      body: #"{"video_name":"x"}"#
    )
    #expect(lacking.code == 400 && lacking.json?["error"]?.string != nil)
  }

  @Test func `an end that is drawn for each answer flaps, and never before the end`() async throws {
    let server = try InProcessServer("accepted")
    let fields = #"{"video_name":"keynote","video_length":90}"#
    let created = await server.send(.post, "/translate_video_api", headers: json, body: fields)
    let id = try #require(created.json?["video_identifier"]?.string)
    #expect(await words(server, "/status?video_identifier=\(id)") == ["pending"])
    server.clock.jump(by: .seconds(300))
    #expect(await words(server, "/status?video_identifier=\(id)") == ["completed", "error"])
  }

  @Test func `ids that count the jobs come back after a delete`() async throws {
    let server = try InProcessServer("socketio-rooms", options: certain)
    for id in 1...2 {
      let created = await server.send(.post, "/tasks?delay=3", body: #"{"delay":1}"#)
      #expect(created.code == 201 && created.json == ["task_id": .string("\(id)")])
    }
    #expect(await text(server, "/tasks/2/status") == #"200 {"status":"pending"}"#)
    server.clock.jump(by: .seconds(3))
    #expect(await text(server, "/tasks/2/status") == #"200 {"status":"completed"}"#)
    let deleted = await server.send(.delete, "/tasks/1")
    #expect(deleted.code == 200 && deleted.json?["message"]?.string != nil)
    #expect(await text(server, "/tasks/1/status") == #"404 {"error":"Task not found"}"#)
    // One job is there, so the next one is the second again, and takes its place.
    #expect(await server.send(.post, "/tasks").json == ["task_id": "2"])
    #expect(await text(server, "/tasks") == #"200 {"task_ids":["2"]}"#)
    #expect(await text(server, "/tasks/2/status") == #"200 {"status":"pending"}"#)
    server.clock.jump(by: .seconds(10))
    #expect(await text(server, "/tasks/2/status") == #"200 {"status":"completed"}"#)
  }

  @Test func `the client says how long a job takes and whether it fails`() async throws {
    let server = try InProcessServer("longpoll")
    func create(_ seconds: Double, _ fails: Bool) async throws -> String {
      let body = #"{"processing_duration":\#(seconds),"should_error":\#(fails)}"#
      let created = await server.send(.post, "/jobs", body: body)
      #expect(created.code == 200)
      return try #require(created.json?["job_id"]?.string)
    }
    let good = try await create(2, false)
    let bad = try await create(2, true)
    let early = try await create(-1, false)
    #expect(await text(server, "/status?job_id=\(early)") == #"200 {"result":"completed"}"#)
    #expect(await text(server, "/status?job_id=\(good)") == #"200 {"result":"pending"}"#)
    server.clock.jump(by: .seconds(2))
    #expect(await text(server, "/status?job_id=\(good)") == #"200 {"result":"completed"}"#)
    #expect(await text(server, "/status?job_id=\(bad)&mode=short") == #"200 {"result":"error"}"#)
  }

  @Test func `25 requests a minute, told as an epoch`() async throws {
    let server = try InProcessServer("longpoll")
    let created = await server.send(
      .post,
      "/jobs",
      body: #"{"processing_duration":60,"should_error":false}"#
    )
    #expect(field("x-ratelimit-remaining", created) == "24")
    let id = try #require(created.json?["job_id"]?.string)
    let first = await server.send(.get, "/status?job_id=\(id)")
    let reset = Double(server.clock.now.advanced(by: .seconds(60)).nanoseconds / 1_000_000) / 1000
    #expect(field("x-ratelimit-limit", first) == "25")
    #expect(field("x-ratelimit-remaining", first) == "23")
    #expect(field("x-ratelimit-reset", first) == "\(reset)")
    #expect(first.headers[.retryAfter] == "60")
    for target in ["/status?job_id=nope", "/status"] {
      let refused = await server.send(.get, target)
      #expect([404, 422].contains(refused.code) && refused.headers[.retryAfter] == nil)
    }
    for _ in 5...25 { _ = await server.send(.get, "/status?job_id=\(id)") }
    #expect(
      await text(server, "/status?job_id=\(id)")
        == #"429 {"error":"Rate limit exceeded: 25 per 1 minute"}"#
    )
  }

  @Test func `what is missing is named where it was looked for`() async throws {
    let server = try InProcessServer("longpoll")
    let lacking = await server.send(.post, "/jobs", body: #"{"processing_duration":1}"#)
    #expect(lacking.code == 422)
    #expect(lacking.json?["detail"]?[0]?["loc"] == ["body", "should_error"])
    let unnamed = await server.send(.get, "/status")
    #expect(unnamed.code == 422)
    #expect(unnamed.json?["detail"]?[0]?["loc"] == ["query", "job_id"])
    #expect(
      await text(server, "/status?job_id=x") == #"404 {"detail":"Task with job_id x not found"}"#
    )
  }

  @Test func `a list without pages has every job`() async throws {
    let server = try InProcessServer("listing", options: certain)
    var ids: Set<String> = []
    for _ in 1...150 {
      let created = await server.send(
        .post,
        "/translations/status/",
        body: #"{"duration":3,"webhook_url":"none"}"#
      )
      #expect(created.code == 201)
      ids.insert(created.json?["id"]?.string ?? "")
    }
    guard case .array(let jobs)? = await server.send(.get, "/translations/status").json?["jobs"]
    else {
      Issue.record("there is no list")
      return
    }
    #expect(Set(jobs.compactMap { $0["id"]?.string }) == ids && ids.count == 150)
    let names = ["id", "webhook_url", "created_at", "duration", "status"]
    #expect(names.allSatisfy { jobs[0][$0] != nil })
    #expect(jobs[0]["webhook_url"] == "none" && jobs[0]["duration"] == 3)
  }

  @Test func `a job may have failed already when its create is answered`() async throws {
    var options = SimulatorOptions()
    options.failure = 1
    let server = try InProcessServer("listing", options: options)
    let created = await server.send(
      .post,
      "/translations/status/",
      body: #"{"duration":3,"webhook_url":"none"}"#
    )
    #expect(created.code == 201 && created.json?["status"] == "error")
    let good = try InProcessServer("listing", options: certain)
    let pending = await good.send(
      .post,
      "/translations/status/",
      body: #"{"duration":3,"webhook_url":"none"}"#
    )
    #expect(pending.json?["status"] == "pending")
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/translations/status"), (.get, "/translations/status/"),
  ])
  func `the last slash decides between create and list`(
    method: HTTPRequest.Method,
    target: String
  ) async throws {
    let server = try InProcessServer("listing")
    #expect(await server.send(method, target).code == 405)
  }

  @Test func `the client chooses the id, once`() async throws {
    let server = try InProcessServer("client-id")
    let created = await server.send(.post, "/start", body: #"{"job_id":"mine"}"#)
    #expect(created.code == 200 && created.json?["job_id"] == "mine")
    let again = await server.send(.post, "/start", body: #"{"job_id":"mine"}"#)
    #expect(again.code == 404 && again.json?["error"]?.string != nil)
    #expect(await server.send(.post, "/start", body: "{}").code == 400)
    #expect(
      await text(server, "/status?job_id=mine") == #"200 {"job_id":"mine","status":"pending"}"#
    )
    server.clock.jump(by: .seconds(6))
    #expect(
      await text(server, "/status?job_id=mine") == #"200 {"job_id":"mine","status":"completed"}"#
    )
    #expect(await server.send(.get, "/status?job_id=other").code == 404)
    #expect(await server.send(.get, "/status").code == 400)
  }

  @Test func `the seconds that are left are rounded up, and not told with an error`() async throws {
    let server = try InProcessServer("hint", options: certain)
    server.clock.jump(by: .milliseconds(2500))
    #expect(await text(server, "/status") == #"200 {"result":"pending","remainingSeconds":8}"#)
    server.clock.jump(by: .milliseconds(7500))
    #expect(await text(server, "/status") == #"200 {"result":"completed","remainingSeconds":0}"#)
    var failing = certain
    failing.failure = 1
    let failed = try InProcessServer("hint", options: failing)
    #expect(await text(failed, "/status") == #"200 {"result":"error"}"#)
  }

  @Test func `one job that a socket tells of can also be asked for`() async throws {
    let server = try InProcessServer("websocket")
    #expect(await text(server, "/status") == #"200 {"result":"pending"}"#)
    #expect(await server.send(.get, "/status").headers[.accessControlAllowOrigin] == "*")
    server.clock.jump(by: .seconds(5))
    #expect(await text(server, "/status") == #"200 {"result":"completed"}"#)
  }

  // MARK: -

  private var certain: SimulatorOptions {
    var options = SimulatorOptions()
    options.failure = 0
    return options
  }

  private let json: HTTPFields = [.contentType: "application/json"]

  private func text(_ server: InProcessServer, _ target: String) async -> String {
    let answer = await server.send(.get, target)
    // Flask ends its bodies with a new line; that has a test of its own.
    return "\(answer.code) \(answer.text.trimmingSuffix("\n"))"
  }

  private func words(_ server: InProcessServer, _ target: String) async -> Set<String> {
    var words: Set<String> = []
    for _ in 1...20 {
      words.insert(await server.send(.get, target).json?["result"]?.string ?? "")
    }
    return words
  }

  private func field(_ name: String, _ answer: WireAnswer) -> String? {
    HTTPField.Name(name).flatMap { answer.headers[$0] }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> Substring {
    hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
  }
}
