import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// Which requests count against a limit: what has the right path, method and credentials.
struct LimitTests {
  private func server(_ limit: String) throws -> InProcessServer {
    let yaml = """
      name: x
      auth: bearer
      inputs: {seconds: {type: number, required: true}}
      create:
        request: POST /jobs
        body: {length: "{input.seconds}"}
        answer: {code: 201, body: {id: "{id}"}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      list:
        request: GET /jobs?in={filter.state}
        answer: {body: {jobs: [{id: "{id}", s: "{state}"}]}}
      states: {pending: waiting, completed: [done, fine], failed: broken}
      limit: \(limit)
      simulate: {credentials: {token: s3}, ids: counter, failure: 0}
      """
    return try InProcessServer(try Profile(yaml: yaml, file: "x"))
  }

  private let bearer: HTTPFields = [.authorization: "Bearer s3"]

  @Test func `what is refused for its values counts, what is refused before does not`() async throws
  {
    let server = try server("{requests: 3 per 1m, headers: {X-Left: \"{left}\"}}")
    let left = try #require(HTTPField.Name("X-Left"))
    func send(
      _ method: HTTPRequest.Method,
      _ target: String,
      _ headers: HTTPFields,
      _ body: String? = nil
    ) async -> String {
      let answer = await server.send(method, target, headers: headers, body: body)
      return "\(answer.code) \(answer.headers[left] ?? "-")"
    }
    #expect(await send(.get, "/nowhere", bearer) == "404 -")
    #expect(await send(.put, "/jobs", bearer) == "405 -")
    #expect(await send(.post, "/jobs", [:], #"{"length":3}"#) == "401 -")
    #expect(await send(.post, "/jobs", bearer, "{}") == "400 2")
    #expect(await send(.post, "/jobs", bearer, "{") == "400 1")
    #expect(await send(.get, "/jobs/7", bearer) == "404 0")
    #expect(await send(.post, "/jobs", bearer, #"{"length":3}"#) == "429 0")
  }

  @Test func `without words of its own a refusal says when to come back`() async throws {
    let server = try server("{requests: 1 per 90s, counts: [list]}")
    #expect(await server.send(.get, "/jobs", headers: bearer).code == 200)
    server.clock.jump(by: .milliseconds(500))
    #expect(
      await server.send(.get, "/jobs", headers: bearer)
        == WireAnswer(
          code: 429,
          headers: [.contentType: "application/json", .retryAfter: "90"],
          body: Array(#"{"error":"Too many requests"}"#.utf8)
        )
    )
    #expect(await server.send(.get, "/jobs/7", headers: bearer).code == 404)
  }

  @Test func `a value at fault is named as the request names it`() async throws {
    let server = try server("{requests: 9 per 1m}")
    let lacking = await server.send(.post, "/jobs", headers: bearer, body: "{}")
    #expect(lacking.text == #"{"error":"length is missing"}"#)
    let unknown = await server.send(.get, "/jobs?in=lost", headers: bearer)
    #expect("\(unknown.code) \(unknown.text)" == #"400 {"error":"in is not usable"}"#)
  }

  @Test func `a list is filtered by the server's own words`() async throws {
    let server = try server("{requests: 99 per 1m}")
    _ = await server.send(.post, "/jobs", headers: bearer, body: #"{"length":1}"#)
    server.clock.jump(by: .seconds(30))
    _ = await server.send(.post, "/jobs", headers: bearer, body: #"{"length":1}"#)
    #expect(
      await server.send(.get, "/jobs?in=fine", headers: bearer).text
        == #"{"jobs":[{"id":"1","s":"done"}]}"#
    )
    #expect(
      await server.send(.get, "/jobs?in=waiting", headers: bearer).text
        == #"{"jobs":[{"id":"2","s":"waiting"}]}"#
    )
  }
}
