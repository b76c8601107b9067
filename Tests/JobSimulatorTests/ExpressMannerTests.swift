import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What a client can see of Express, typed from recordings of the real servers.
struct ExpressMannerTests {
  @Test(arguments: ["webhook", "ratelimited", "hint", "websocket"])
  func `a path is the same in capital letters and with another last slash`(
    name: String
  ) async throws {
    let server = try InProcessServer(name)
    for target in ["/STATUS", "/Status/", "/status/"] {
      #expect(await server.send(.get, target).code == 200, "\(target)")
    }
  }

  @Test func `a path with an id is it too, and the id keeps its case`() async throws {
    let server = try InProcessServer("socketio")
    _ = await server.send(.post, "/CREATEJOB")
    let answer = await server.send(.get, "/STATUS/1")
    #expect("\(answer.code) \(answer.text)" == #"200 {"jobId":"1","status":"pending"}"#)
    #expect(HTTPField.Name("Keep-Alive").map { answer.headers[$0] } == "timeout=5")
    let own = try InProcessServer("envelope")
    #expect(
      await own.send(.get, "/STATUS/1").text == #"{"code":"Not found","message":"Page not found"}"#
    )
  }

  @Test(arguments: ["/status/%zz", "/status/%", "/status/%4"])
  func `an escape that is none is a page of HTML`(target: String) async throws {
    let server = try InProcessServer("socketio")
    let answer = await server.send(.get, target)
    #expect(answer.code == 400)
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
    #expect(await server.send(.get, "/status/%41").code == 404)
    #expect(await server.send(.get, "/other/%zz").code == 404)
  }

  @Test(arguments: ["{broken", #""http://example.com""#, "5"])
  func `what is no tree of JSON is refused ahead of everything, CORS included`(
    body: String
  ) async throws {
    let server = try InProcessServer("webhook")
    for target in ["/webhooks/register", "/status", "/nowhere"] {
      let answer = await server.send(.post, target, headers: .json, body: body)
      #expect(answer.code == 400)
      #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
      #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }
    let limited = try InProcessServer("ratelimited")
    let answer = await limited.send(.get, "/status", headers: .json, body: body)
    #expect("\(answer.code) \(answer.text)" == #"500 {"error":"An unexpected error occurred."}"#)
  }

  @Test(arguments: ["{broken", #"{"url":"http://example.com"}"#])
  func `a body of another type is not looked at`(body: String) async throws {
    let server = try InProcessServer("webhook")
    let answer = await server.send(
      .post,
      "/webhooks/register",
      headers: [.contentType: "text/plain"],
      body: body
    )
    #expect("\(answer.code) \(answer.text)" == #"400 {"error":"webhook URL is required"}"#)
    #expect(answer.headers[.accessControlAllowOrigin] == "*")
  }

  @Test func `a webhook is posted as axios does it`() async throws {
    let recorder = WebhookRecorder()
    let server = try InProcessServer(#require(Profile.builtIn("webhook")), webhooks: recorder)
    async let _: Void = server.server.play()
    let body = #"{"url":"http://example.com/hook"}"#
    #expect(await server.send(.post, "/webhooks/register", headers: .json, body: body).code == 200)
    server.clock.jump(by: .seconds(15))
    let message = await recorder.next()[0]
    #expect(message.headers == [.contentType: "application/json", .userAgent: "axios/1.7.9"])
  }

  @Test func `a socket on any path is no page of its path`() async throws {
    let server = try InProcessServer("websocket")
    let answer = await server.send(.get, "/")
    #expect(answer.code == 404 && answer.text.contains("Cannot GET /"))
    #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
  }
}

extension HTTPFields {
  fileprivate static let json: HTTPFields = [.contentType: "application/json"]
}
