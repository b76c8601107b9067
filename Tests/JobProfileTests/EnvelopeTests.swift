import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Seed 2 as `wire.md` shows it: answers in an envelope, a failed job as HTTP 500.
struct EnvelopeTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("envelope"))
  }

  @Test func `a create is a POST to the root`() {
    let request = profile.request(.create, values: [:], credentials: Credentials())
    #expect(request?.text == "POST /\nAccept: application/json")
  }

  @Test func `the id is inside the envelope`() {
    let body = #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"0b9a"}}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .create, about: nil) == .job(JobFacts(jobID: "0b9a"))
    )
  }

  @Test func `a failed job comes as a 500 and is a status`() {
    let body = #"{"meta":{"message":"Job status"},"payload":{"status":"error"}}"#
    #expect(profile.read(WireAnswer(500, body), to: .status) == .job(.job("7", "error", .failed)))
  }

  @Test func `another 500 is a failed request, not a failed job`() {
    #expect(
      profile.read(WireAnswer(500, #"{"meta":{"message":"boom"},"payload":null}"#), to: .status)
        == .failed(code: 500, reason: "boom")
    )
    #expect(
      profile.read(WireAnswer(500, "<h1>Internal</h1>\n<p>Error</p>"), to: .status)
        == .failed(code: 500, reason: "Internal Error")
    )
  }

  @Test func `an unknown job is missing`() {
    let message = "failed to find a job with the given job id: "
    let answer = WireAnswer(404, #"{"meta":{"message":"\#(message)"},"payload":null}"#)
    #expect(profile.read(answer, to: .status) == .missing(reason: message))
  }

  @Test(arguments: [
    ("POST /", Route.operation(.create, values: [:])),
    ("GET /status/0b9a", .operation(.status, values: ["id": "0b9a"])),
    ("GET /status/0b9a/", .redirect(to: "/status/0b9a", code: 301)),
    ("POST /status/0b9a/", .unknownPath), ("HEAD /status/0b9a", .wrongMethod(allowed: ["GET"])),
    ("OPTIONS /", .wrongMethod(allowed: ["POST"])), ("GET /jobs", .unknownPath),
  ])
  func `requests find their operation`(line: String, route: Route) throws {
    #expect(profile.route(try WireRequest(line)) == route)
  }

  @Test(arguments: [
    (JobState.pending, 200, "pending"), (.running, 200, "pending"), (.completed, 200, "completed"),
    (.failed, 500, "error"), (.cancelled, 500, "error"),
  ])
  func `a status is written with the code of its state`(state: JobState, code: Int, word: String) {
    let answer = profile.answer(.answer, to: .status, jobs: [.job("7", "", state)], values: [:])
    let body = #"{"meta":{"message":"Job status"},"payload":{"status":"\#(word)"}}"#
    #expect(answer == WireAnswer(code, body, [.contentType: "application/json"]))
  }

  @Test func `a create is answered with exactly 200`() {
    let job = JobFacts.job("0b9a", "", .failed)
    let body = #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"0b9a"}}"#
    #expect(
      profile.answer(.answer, to: .create, jobs: [job], values: [:])
        == WireAnswer(200, body, [.contentType: "application/json"])
    )
  }

  @Test(arguments: [AnswerKind.unknownPath, .wrongMethod])
  func `a wrong method is an unknown page`(kind: AnswerKind) {
    let answer = profile.answer(kind, to: nil, jobs: [], values: ["allow": "GET"])
    let body = #"{"code":"Not found","message":"Page not found"}"#
    #expect(answer == WireAnswer(404, body, [.contentType: "application/json"]))
  }

  @Test func `an unknown job is answered with the server's own sentence`() {
    let body =
      #"{"meta":{"message":"failed to find a job with the given job id: "},"payload":null}"#
    #expect(
      profile.answer(.missing, to: .status, jobs: [], values: ["id": "x"])
        == WireAnswer(404, body, [.contentType: "application/json"])
    )
  }
}
