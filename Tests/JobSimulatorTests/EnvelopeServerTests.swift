import HTTPTypes
import JobModel
import JobProfile
import JobSimulator
import TestSupport
import Testing

/// What is expected is typed from recordings of the real server, never derived from the profile.
struct EnvelopeServerTests {
  private let origin: HTTPFields = [.origin: "http://example.com"]
  private let unknownPath = #"{"code":"Not found","message":"Page not found"}"#

  @Test func `a create is answered with exactly 200`() async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(.post, "/")
    let id = try #require(answer.json?["payload"]?["jobID"]?.string)
    #expect(answer.code == 200)
    #expect(
      answer.text
        == #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"\#(id)"}}"#
    )
  }

  @Test(arguments: [
    (0.0, 200, "completed"), (1.0, 500, "error"),
  ])
  func `a failed job comes as 500`(failure: Double, code: Int, word: String) async throws {
    var options = SimulatorOptions()
    options.length = .either([.seconds(5)])
    options.failure = failure
    let server = try InProcessServer("envelope", options: options)
    let id = await server.send(.post, "/").json?["payload"]?["jobID"]?.string ?? ""
    let early = await server.send(.get, "/status/\(id)")
    server.clock.jump(by: .seconds(5))
    let late = await server.send(.get, "/status/\(id)")
    #expect(early.code == 200)
    #expect(early.text == #"{"meta":{"message":"Job status"},"payload":{"status":"pending"}}"#)
    #expect(late.code == code)
    #expect(late.text == #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#)
  }

  @Test func `an unknown id is told without the id`() async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(.get, "/status/x")
    #expect(answer.code == 404)
    #expect(
      answer.text
        == #"{"meta":{"message":"failed to find a job with the given job id: "},"payload":null}"#
    )
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/"), (.get, "/nowhere"), (.post, "/status/x"), (.options, "/"),
    (.delete, "/status/x"), (.post, "/status/x/"),
  ])
  func `a wrong method is an unknown path`(
    method: HTTPRequest.Method,
    target: String
  ) async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(method, target)
    #expect("\(answer.code) \(answer.text)" == "404 \(unknownPath)")
    #expect(answer.headers[.allow] == nil)
  }

  @Test func `HEAD is an unknown path, and has no body`() async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(.head, "/status/x")
    #expect(answer.code == 404)
    #expect(answer.body == [])
  }

  @Test func `a last slash too many is redirected`() async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(.get, "/status/x/")
    #expect(answer == WireAnswer(code: 301, headers: [.location: "/status/x"]))
  }

  @Test func `other origins may read every answer, those of errors too`() async throws {
    let server = try InProcessServer("envelope")
    let answers = [
      await server.send(.post, "/", headers: origin),
      await server.send(.get, "/nowhere", headers: origin),
    ]
    #expect(answers.map { $0.headers[.accessControlAllowOrigin] } == ["*", "*"])
    #expect(await server.send(.post, "/").headers[.accessControlAllowOrigin] == nil)
  }

  @Test func `a browser may ask ahead`() async throws {
    let server = try InProcessServer("envelope")
    let answer = await server.send(.options, "/", headers: origin)
    #expect(
      answer
        == WireAnswer(
          code: 204,
          headers: [
            .accessControlAllowMethods: "GET,POST",
            .accessControlAllowHeaders: "Origin,Content-Length,Content-Type",
            .accessControlMaxAge: "43200",
            .accessControlAllowOrigin: "*",
          ]
        )
    )
  }
}
