import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real server, never derived from the profile.
struct WebhookServerTests {
  @Test(arguments: [(0.0, "completed"), (1.0, "error")])
  func `the one job starts with the server and ends after 15 s`(
    failure: Double,
    word: String
  ) async throws {
    var options = SimulatorOptions()
    options.failure = failure
    let server = try InProcessServer("webhook", options: options)
    server.clock.jump(by: .milliseconds(14_999))
    #expect(await server.send(.get, "/status").text == #"{"result":"pending"}"#)
    server.clock.jump(by: .milliseconds(1))
    let answer = await server.send(.get, "/status")
    #expect("\(answer.code) \(answer.text)" == #"200 {"result":"\#(word)"}"#)
    #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
  }

  @Test func `every origin may read every answer`() async throws {
    let server = try InProcessServer("webhook")
    for target in ["/status", "/nowhere"] {
      #expect(await server.send(.get, target).headers[.accessControlAllowOrigin] == "*")
    }
    let asked: HTTPFields = [
      .origin: "http://example.com", .accessControlRequestHeaders: "content-type",
    ]
    let ahead = await server.send(.options, "/status", headers: asked)
    #expect(ahead.code == 204 && ahead.body == [])
    #expect(
      ahead.headers[.accessControlAllowMethods] == "GET,HEAD,PUT,PATCH,POST,DELETE"
    )
    #expect(ahead.headers[.accessControlAllowHeaders] == "content-type")
    #expect(ahead.headers[.vary] == "Access-Control-Request-Headers")
    #expect(await server.send(.options, "/status").code == 204)
  }

  @Test func `a body that cannot be parsed gets a page`() async throws {
    let server = try InProcessServer("webhook")
    let answer = await server.send(.post, "/webhooks/register", body: "{")
    #expect(answer.code == 400)
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
  }

  @Test func `there is nothing to create`() async throws {
    let server = try InProcessServer("webhook")
    #expect(await server.send(.post, "/status").code == 404)
  }
}
