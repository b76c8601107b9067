import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Seed 0 as `wire.md` shows it: Express, ids that count, HTML for everything unknown.
struct SocketIOTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("socketio"))
  }

  @Test func `requests are those of its own client`() {
    let none = Credentials()
    #expect(
      profile.request(.create, values: [:], credentials: none)?.text
        == "POST /createJob\nAccept: application/json"
    )
    #expect(
      profile.request(.status, values: ["id": "2"], credentials: none)?.text
        == "GET /status/2\nAccept: application/json"
    )
  }

  @Test func `a create is read`() {
    #expect(
      profile.read(WireAnswer(200, #"{"jobId":"1"}"#), to: .create, about: nil)
        == .job(JobFacts(jobID: "1"))
    )
  }

  @Test(arguments: [
    ("pending", JobState.pending), ("completed", .completed), ("error", .failed),
  ])
  func `a status is read`(word: String, state: JobState) {
    let answer = WireAnswer(200, #"{"jobId":"7","status":"\#(word)"}"#)
    #expect(profile.read(answer, to: .status) == .job(.job("7", word, state)))
  }

  @Test func `an unknown job is missing, and so is one behind a page`() {
    #expect(
      profile.read(WireAnswer(404, #"{"error":"Job not found"}"#), to: .status)
        == .missing(reason: "Job not found")
    )
    let page = "<!DOCTYPE html>\n<html><body>\n<pre>Cannot GET /x</pre>\n</body></html>\n"
    let answer = WireAnswer(404, page, [.contentType: "text/html; charset=utf-8"])
    #expect(profile.read(answer, to: .status) == .missing(reason: "Cannot GET /x"))
  }

  @Test(arguments: [
    ("POST /createJob", Route.operation(.create, values: [:])),
    ("POST /createJob/", .operation(.create, values: [:])),
    ("GET /status/1/", .operation(.status, values: ["id": "1"])),
    ("HEAD /status/1", .operation(.status, values: ["id": "1"])),
    ("OPTIONS /createJob", .wrongMethod(allowed: ["POST"])),
    ("GET /createJob", .wrongMethod(allowed: ["POST"])), ("GET /", .unknownPath),
  ])
  func `requests find their operation`(line: String, route: Route) throws {
    #expect(profile.route(try WireRequest(line)) == route)
  }
}
