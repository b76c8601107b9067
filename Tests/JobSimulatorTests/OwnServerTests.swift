import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

struct OwnServerTests {
  @Test func `a create says where the job is and what it is`() async throws {
    let server = try InProcessServer("jobtop")
    let body = #"{"title":"Keynote → French","kind":"video_translation","duration":10}"#
    let answer = await server.send(.post, "/v1/jobs", body: body)
    let id = try #require(answer.json?["id"]?.string)
    #expect(answer.code == 201)
    #expect(answer.headers[.location] == "/v1/jobs/\(id)")
    #expect(answer.headers[.contentType] == "application/json")
    #expect(
      answer.json == [
        "id": .string(id), "title": "Keynote → French", "kind": "video_translation",
        "status": "pending", "attempt": 1, "attempt_limit": 1, "revision": "1",
        "created_at": "2027-01-15T08:00:00.000Z", "remaining_seconds": 10,
      ]
    )
  }

  @Test func `a job goes its way`() async throws {
    let server = try InProcessServer("jobtop", options: options)
    let id = await create(server, body: #"{"duration":10}"#)
    var lines: [String] = []
    for _ in 0...5 {
      let job = await server.send(.get, "/v1/jobs/\(id)").json
      let progress = job?["progress"]?.text ?? "–"
      let left = job?["remaining_seconds"]?.text ?? "–"
      lines.append("\(job?["status"]?.string ?? "") \(progress) \(left)")
      server.clock.jump(by: .seconds(2))
    }
    #expect(lines.first == "pending – 10")
    #expect(lines.last == "completed 1 –")
    #expect(lines[2...4].allSatisfy { $0.hasPrefix("running 0.") })
    #expect(Set(lines).count == 6)
  }

  @Test func `the same key gives the same job`() async throws {
    let server = try InProcessServer("jobtop")
    let key = HTTPField.Name("Idempotency-Key") ?? .from
    let first = await server.send(.post, "/v1/jobs", headers: [key: "a"])
    let second = await server.send(.post, "/v1/jobs", headers: [key: "a"])
    let other = await server.send(.post, "/v1/jobs", headers: [key: "b"])
    #expect(first == second)
    #expect(first.json?["id"] != other.json?["id"])
  }

  @Test func `a list is filtered and paged`() async throws {
    let server = try InProcessServer("jobtop", options: options)
    var ids: [String] = []
    for kind in ["a", "b", "a"] { ids.append(await create(server, body: #"{"kind":"\#(kind)"}"#)) }
    _ = await server.send(.post, "/v1/jobs/\(ids[0])/cancel")
    #expect(await list(server, "") == [ids[2], ids[1], ids[0]])
    #expect(await list(server, "?kind=a") == [ids[2], ids[0]])
    #expect(await list(server, "?state=cancelled") == [ids[0]])
    #expect(await list(server, "?state=pending,cancelled&kind=b") == [ids[1]])
    let page = await server.send(.get, "/v1/jobs?limit=2").json
    let cursor = try #require(page?["next"]?.string)
    #expect(await list(server, "?limit=2&cursor=\(cursor)") == [ids[0]])
    #expect(await server.send(.get, "/v1/jobs?limit=2&cursor=\(cursor)").json?["next"] == nil)
  }

  @Test func `a list can be of what changed since an instant`() async throws {
    let server = try InProcessServer("jobtop", options: options)
    let first = await create(server, body: "{}")
    server.clock.jump(by: .milliseconds(100))
    let since = server.clock.now.rfc3339
    let second = await create(server, body: "{}")
    #expect(await list(server, "?changed_since=\(since)") == [second])
    #expect(await list(server, "?changed_since=2027-01-15T08:00:00Z") == [second, first])
  }

  @Test(arguments: ["limit=0", "limit=x", "cursor=x", "state=done", "changed_since=yesterday"])
  func `a list that makes no sense is refused`(query: String) async throws {
    let server = try InProcessServer("jobtop")
    #expect(await server.send(.get, "/v1/jobs?\(query)").code == 400)
  }

  @Test func `a running job is cancelled once`() async throws {
    let server = try InProcessServer("jobtop")
    let id = await create(server, body: "{}")
    let cancelled = await server.send(.post, "/v1/jobs/\(id)/cancel")
    #expect(cancelled.code == 202)
    #expect(cancelled.json?["status"] == "cancelled")
    let again = await server.send(.post, "/v1/jobs/\(id)/cancel")
    #expect(again.code == 409)
    #expect(again.headers[.contentType] == "application/problem+json")
    #expect(
      again.json == [
        "type": "about:blank", "title": "Conflict", "status": 409,
        "detail": .string("job \(id) is already cancelled"),
      ]
    )
  }

  @Test func `a cancelled job is retried under its id`() async throws {
    let server = try InProcessServer("jobtop")
    let id = await create(server, body: "{}")
    #expect(await server.send(.post, "/v1/jobs/\(id)/retry").code == 409)
    _ = await server.send(.post, "/v1/jobs/\(id)/cancel")
    let retried = await server.send(.post, "/v1/jobs/\(id)/retry")
    #expect(retried.code == 202)
    #expect(retried.json?["id"]?.string == id)
    #expect(retried.json?["status"] == "pending")
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/v1/jobs/42"), (.post, "/v1/jobs/42/cancel"),
    (.post, "/v1/jobs/42/retry"),
  ])
  func `an unknown job is a problem`(method: HTTPRequest.Method, target: String) async throws {
    let server = try InProcessServer("jobtop")
    let answer = await server.send(method, target)
    #expect(answer.code == 404)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(
      answer.text
        == #"{"type":"about:blank","title":"Not Found","status":404,"detail":"No job 42"}"#
    )
  }

  @Test func `an answer that the client has is not sent again`() async throws {
    let server = try InProcessServer("jobtop", options: options)
    let id = await create(server, body: "{}")
    let first = await server.send(.get, "/v1/jobs/\(id)")
    let tag = try #require(first.headers[.eTag])
    #expect(tag.hasPrefix("W/\""))
    let second = await server.send(
      .get,
      "/v1/jobs/\(id)",
      headers: [.ifNoneMatch: "\"x\", \(tag)"]
    )
    #expect(second == WireAnswer(code: 304, headers: [.eTag: tag]))
    server.clock.jump(by: .seconds(60))
    #expect(
      await server.send(.get, "/v1/jobs/\(id)", headers: [.ifNoneMatch: tag]).code == 200
    )
  }

  @Test func `HEAD tells the length of the body that it leaves out`() async throws {
    let server = try InProcessServer("jobtop")
    let id = await create(server, body: "{}")
    let whole = await server.send(.get, "/v1/jobs/\(id)")
    let head = await server.send(.head, "/v1/jobs/\(id)")
    #expect(head.body == [])
    #expect(head.headers[.contentLength] == String(whole.body.count))
    #expect(head.headers[.eTag] == whole.headers[.eTag])
  }

  @Test func `a token that was set is asked for`() async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(token: "secret")
    let server = try InProcessServer("jobtop", options: options)
    let refused = await server.send(.get, "/v1/events")
    #expect(refused.code == 401)
    #expect(refused.headers[.wwwAuthenticate] == "Bearer")
    #expect(
      await server.send(.get, "/v1/jobs", headers: [.authorization: "Bearer secre"]).code == 401
    )
    #expect(
      await server.send(.get, "/v1/jobs", headers: [.authorization: "Bearer secret"]).code == 200
    )
    #expect(await server.send(.get, "/healthz").code == 200)
  }

  private static let duration = "duration is not usable: it is a number from 0 to 31536000"

  @Test(arguments: [
    (
      HTTPRequest.Method.get, "/v1/jobs?changed_since=yesterday", nil, "changed_since is not usable"
    ),
    (.get, "/v1/jobs?state=done", nil, "state is not usable"),
    (.get, "/v1/jobs?cursor=x", nil, "cursor is not usable"),
    (.post, "/v1/jobs", #"{"duration":-1}"#, Self.duration),
    (.post, "/v1/jobs", #"{"duration":"soon"}"#, Self.duration),
    (.post, "/v1/jobs", #"{"duration":1e99}"#, Self.duration),
    (.post, "/v1/jobs", #"{"duration":31536001}"#, Self.duration),
    (.post, "/v1/jobs", #"{"title":5}"#, "title is not usable"),
    (.post, "/v1/jobs", "[1]", "body is not usable"),
    (.post, "/v1/jobs", #""title""#, "body is not usable"),
    (.post, "/v1/jobs", "5", "body is not usable"),
    (.get, "/v1/jobs?limit=many", nil, "limit is not usable"),
  ])
  func `a value that cannot be used is a problem, named as the request names it`(
    method: HTTPRequest.Method,
    target: String,
    body: String?,
    detail: String
  ) async throws {
    let server = try InProcessServer("jobtop")
    let problem = """
      {"type":"about:blank","title":"Bad Request","status":400,"detail":"\(detail)"}
      """
    #expect(
      await server.send(method, target, body: body)
        == WireAnswer(
          code: 400,
          headers: [.contentType: "application/problem+json"],
          body: Array(problem.utf8)
        )
    )
  }

  @Test func `a job may take no time at all`() async throws {
    let server = try InProcessServer("jobtop", options: options)
    let id = await create(server, body: #"{"duration":0}"#)
    #expect(await server.send(.get, "/v1/jobs/\(id)").json?["status"] == "completed")
  }

  @Test func `a body that is not JSON is refused`() async throws {
    let server = try InProcessServer("jobtop")
    #expect(await server.send(.post, "/v1/jobs", body: "{").code == 400)
  }

  @Test func `the server describes itself`() async throws {
    let server = try InProcessServer("jobtop")
    #expect(await server.send(.get, "/healthz").text == "ok\n")
    #expect(await server.send(.get, "/readyz").text == "ok\n")
    let description = await server.send(.get, "/openapi.yaml")
    #expect(description.headers[.contentType] == "application/yaml")
    #expect(description.text.hasPrefix("openapi: 3.1.0\n"))
  }

  @Test func `every path of the description is there`() async throws {
    let server = try InProcessServer("jobtop")
    let description = await server.send(.get, "/openapi.yaml").text
    let paths = description.split(separator: "\n").filter {
      $0.hasPrefix("  /") && $0.hasSuffix(":")
    }
    #expect(paths.count == 13)
    for path in paths {
      let target = path.dropFirst(2).dropLast().replacing("{id}", with: "x")
      let answer = await server.send(.get, String(target.replacing("{webhook}", with: "x")))
      #expect(!answer.text.contains("There is no /"), "\(path)")
    }
  }

  @Test func `a server in another manner has none of our pages`() async throws {
    let server = try InProcessServer("envelope")
    #expect(await server.send(.get, "/healthz").code == 404)
  }

  // MARK: -

  private var options: SimulatorOptions {
    var options = SimulatorOptions()
    options.failure = 0
    return options
  }

  private func create(_ server: InProcessServer, body: String) async -> String {
    await server.send(.post, "/v1/jobs", body: body).json?["id"]?.string ?? ""
  }

  private func list(_ server: InProcessServer, _ query: String) async -> [String] {
    guard case .array(let jobs)? = await server.send(.get, "/v1/jobs\(query)").json?["jobs"] else {
      return []
    }
    return jobs.compactMap { $0["id"]?.string }
  }
}
