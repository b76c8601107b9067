import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real server, never derived from the profile.
struct BasicServerTests {
  private let admin: HTTPFields = [.authorization: "Basic YWRtaW46cGFzc3dvcmQ="]

  @Test(arguments: [
    (nil, "Not authenticated"),
    ("Bearer abc", "Not authenticated"),
    ("Basic", "Invalid authentication credentials"),
    ("Basic !!!", "Invalid authentication credentials"),
    ("Basic YWRtaW4=", "Invalid authentication credentials"),
    ("Basic YWRtaW46d3Jvbmc=", "Incorrect username or password"),
    ("Basic cm9vdDpwYXNzd29yZA==", "Incorrect username or password"),
  ])
  func `who has no credentials is told why`(given: String?, detail: String) async throws {
    let server = try InProcessServer("basic")
    var headers = HTTPFields()
    headers[.authorization] = given
    let answer = await server.send(.get, "/status/x", headers: headers)
    #expect(
      answer
        == WireAnswer(
          code: 401,
          headers: [
            .wwwAuthenticate: "Basic", .contentType: "application/json", .server: "uvicorn",
          ],
          body: Array(#"{"detail":"\#(detail)"}"#.utf8)
        )
    )
  }

  @Test func `the scheme may be written in any case`() async throws {
    let server = try InProcessServer("basic")
    let headers: HTTPFields = [.authorization: "bAsIc YWRtaW46cGFzc3dvcmQ="]
    #expect(await server.send(.post, "/start", headers: headers).code == 200)
  }

  @Test func `a job is created, waits and ends`() async throws {
    let server = try InProcessServer("basic", options: certain)
    let created = await server.send(.post, "/start", headers: admin, body: "{broken")
    let id = try #require(created.json?["job_id"]?.string)
    #expect(created.text == #"{"job_id":"\#(id)"}"#)
    #expect(created.headers == [.contentType: "application/json", .server: "uvicorn"])
    #expect(RunID(id) != nil)
    #expect(await status(id, server) == #"200 {"result":"pending"}"#)
    server.clock.jump(by: .milliseconds(4999))
    #expect(await status(id, server) == #"200 {"result":"pending"}"#)
    server.clock.jump(by: .milliseconds(1))
    #expect(await status(id, server) == #"200 {"result":"completed"}"#)
  }

  @Test func `a job that failed is called an error`() async throws {
    var options = certain
    options.failure = 1
    let server = try InProcessServer("basic", options: options)
    let created = await server.send(.post, "/start", headers: admin)
    server.clock.jump(by: .seconds(5))
    let id = try #require(created.json?["job_id"]?.string)
    #expect(await status(id, server) == #"200 {"result":"error"}"#)
  }

  @Test func `an unknown id and an unknown path are told apart`() async throws {
    let server = try InProcessServer("basic")
    #expect(await status("x", server) == #"404 {"detail":"Job not found"}"#)
    let answer = await server.send(.get, "/nowhere")
    #expect("\(answer.code) \(answer.text)" == #"404 {"detail":"Not Found"}"#)
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/start", "POST"),
    (.post, "/status/x", "GET"),
    (.options, "/start", "POST"),
    (.options, "/status/x", "GET"),
  ])
  func `a wrong method is told before credentials are asked for`(
    method: HTTPRequest.Method,
    target: String,
    allow: String
  ) async throws {
    let server = try InProcessServer("basic")
    #expect(
      await server.send(method, target)
        == WireAnswer(
          code: 405,
          headers: [.contentType: "application/json", .allow: allow, .server: "uvicorn"],
          body: Array(#"{"detail":"Method Not Allowed"}"#.utf8)
        )
    )
  }

  @Test func `HEAD is a wrong method, and has no body`() async throws {
    let server = try InProcessServer("basic")
    let answer = await server.send(.head, "/status/x")
    #expect(answer.code == 405)
    #expect(answer.headers[.allow] == "GET")
    #expect(answer.headers[.contentLength] == "31")
    #expect(answer.body == [])
  }

  @Test func `a last slash too many is redirected with its query`() async throws {
    let server = try InProcessServer("basic")
    #expect(
      await server.send(.get, "/status/x/?a=1&b=2")
        == WireAnswer(code: 307, headers: [.location: "/status/x?a=1&b=2", .server: "uvicorn"])
    )
    #expect(await server.send(.post, "/start/").headers[.location] == "/start")
  }

  @Test func `credentials of the options replace those of the profile`() async throws {
    var options = SimulatorOptions()
    options.credentials = Credentials(username: "root", password: "password")
    let server = try InProcessServer("basic", options: options)
    let headers: HTTPFields = [.authorization: "Basic cm9vdDpwYXNzd29yZA=="]
    #expect(await server.send(.post, "/start", headers: headers).code == 200)
    #expect(await server.send(.post, "/start", headers: admin).code == 401)
  }

  // MARK: -

  private var certain: SimulatorOptions {
    var options = SimulatorOptions()
    options.length = .either([.seconds(5)])
    options.failure = 0
    return options
  }

  private func status(_ id: String, _ server: InProcessServer) async -> String {
    let answer = await server.send(.get, "/status/\(id)", headers: admin)
    return "\(answer.code) \(answer.text)"
  }
}
