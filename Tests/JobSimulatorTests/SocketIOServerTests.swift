import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real server, never derived from the profile.
struct SocketIOServerTests {
  @Test func `ids count up, whatever is sent with a create`() async throws {
    let server = try InProcessServer("socketio")
    let first = await server.send(.post, "/createJob", body: "{broken")
    let powered = try #require(HTTPField.Name("X-Powered-By"))
    let alive = try #require(HTTPField.Name("Keep-Alive"))
    #expect(
      first
        == WireAnswer(
          code: 200,
          headers: [
            .contentType: "application/json; charset=utf-8", powered: "Express",
            alive: "timeout=5",
          ],
          body: Array(#"{"jobId":"1"}"#.utf8)
        )
    )
    #expect(await server.send(.post, "/createJob").text == #"{"jobId":"2"}"#)
  }

  @Test func `every job ends between two and five seconds`() async throws {
    let server = try InProcessServer("socketio")
    for _ in 1...40 { _ = await server.send(.post, "/createJob") }
    server.clock.jump(by: .milliseconds(1999))
    #expect(await words(server) == ["pending"])
    server.clock.jump(by: .milliseconds(3001))
    #expect(await words(server) == ["completed", "error"])
    #expect(await server.send(.get, "/status/1").code == 200)
  }

  @Test func `an unknown job is JSON, an unknown path a page`() async throws {
    let server = try InProcessServer("socketio")
    let job = await server.send(.get, "/status/7")
    #expect("\(job.code) \(job.text)" == #"404 {"error":"Job not found"}"#)
    for (method, target) in [(HTTPRequest.Method.get, "/x"), (.get, "/createJob")] {
      let page = await server.send(method, target)
      #expect(page.code == 404)
      #expect(page.text.contains("Cannot \(method.rawValue) \(target)"))
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
      #expect(page.headers[.xContentTypeOptions] == "nosniff")
      #expect(page.headers[.contentSecurityPolicy] == "default-src 'none'")
    }
  }

  @Test func `a path in a page cannot become part of it`() async throws {
    let server = try InProcessServer("socketio")
    let page = await server.send(.get, "/<script>")
    #expect(page.text.contains("Cannot GET /&lt;script&gt;"))
  }

  @Test func `a status is asked for with HEAD, by its tag, and with another slash`() async throws {
    let server = try InProcessServer("socketio")
    _ = await server.send(.post, "/createJob")
    let whole = await server.send(.get, "/status/1/")
    #expect(whole.text == #"{"jobId":"1","status":"pending"}"#)
    let head = await server.send(.head, "/status/1")
    #expect(head.code == 200 && head.body == [])
    let tag = try #require(whole.headers[.eTag])
    #expect(tag.hasPrefix("W/\""))
    let again = await server.send(.get, "/status/1", headers: [.ifNoneMatch: tag])
    #expect(again.code == 304 && again.body == [])
  }

  @Test(arguments: [("/createJob", "POST"), ("/status/1", "GET,HEAD")])
  func `OPTIONS tells the methods`(target: String, methods: String) async throws {
    let server = try InProcessServer("socketio")
    let answer = await server.send(.options, target)
    #expect(answer.code == 200 && answer.text == methods && answer.headers[.allow] == methods)
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
    #expect(answer.headers[.accessControlAllowOrigin] == nil)
  }

  // MARK: -

  private func words(_ server: InProcessServer) async -> Set<String> {
    var words: Set<String> = []
    for id in 1...40 {
      words.insert(await server.send(.get, "/status/\(id)").json?["status"]?.string ?? "")
    }
    return words
  }
}
