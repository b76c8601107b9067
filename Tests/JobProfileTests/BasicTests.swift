import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Seed 4 as `wire.md` shows it: FastAPI with Basic credentials.
struct BasicTests {
  let profile: Profile
  let admin = Credentials(username: "admin", password: "password")

  init() throws {
    profile = try #require(Profile.builtIn("basic"))
  }

  @Test func `a create is a POST without a body`() {
    let request = profile.request(.create, values: [:], credentials: admin)
    #expect(
      request?.text == """
        POST /start
        Accept: application/json
        Authorization: Basic YWRtaW46cGFzc3dvcmQ=
        """
    )
  }

  @Test func `without credentials none are sent`() {
    let request = profile.request(.status, values: ["id": "7"], credentials: Credentials())
    #expect(request?.text == "GET /status/7\nAccept: application/json")
  }

  @Test(arguments: [
    ("pending", JobState.pending), ("completed", .completed), ("error", .failed),
  ])
  func `a status is read`(word: String, state: JobState) {
    let answer = WireAnswer(200, #"{"result":"\#(word)"}"#)
    #expect(profile.read(answer, to: .status) == .job(.job("7", word, state)))
  }

  @Test func `a create is read`() {
    let answer = WireAnswer(200, #"{"job_id":"0b9a"}"#)
    #expect(profile.read(answer, to: .create, about: nil) == .job(JobFacts(jobID: "0b9a")))
  }

  @Test func `an unknown job is missing`() {
    let answer = WireAnswer(404, #"{"detail":"Job not found"}"#)
    #expect(profile.read(answer, to: .status) == .missing(reason: "Job not found"))
  }

  @Test func `refused credentials give the server's reason`() {
    let answer = WireAnswer(401, #"{"detail":"Incorrect username or password"}"#)
    #expect(
      profile.read(answer, to: .status)
        == .unauthorised(code: 401, reason: "Incorrect username or password")
    )
  }

  @Test(arguments: [
    ("POST /start", Route.operation(.create, values: [:])),
    ("GET /status/a%2Fb%3Fx", .operation(.status, values: ["id": "a/b?x"])),
    ("GET /start/", .redirect(to: "/start", code: 307)),
    ("GET /status/7/?x=1&y", .redirect(to: "/status/7?x=1&y", code: 307)),
    ("HEAD /status/7", .wrongMethod(allowed: ["GET"])),
    ("OPTIONS /start", .wrongMethod(allowed: ["POST"])),
    ("DELETE /start", .wrongMethod(allowed: ["POST"])), ("GET /", .unknownPath),
    ("GET /status", .unknownPath), ("GET /status/", .unknownPath),
    ("GET /status/7/log", .unknownPath),
  ])
  func `requests find their operation`(line: String, route: Route) throws {
    #expect(profile.route(try WireRequest(line)) == route)
  }

  @Test func `whatever is sent with a create is ignored`() throws {
    let request = try WireRequest("POST /start", body: "{broken")
    #expect(profile.route(request) == .operation(.create, values: [:]))
  }

  @Test(arguments: [
    (nil, Profile.CredentialsReading.none), ("Bearer abc", .none), ("Basic", .malformed),
    ("Basic !!!", .malformed), ("Basic YWRtaW4=", .malformed),
    (
      "bAsIc YWRtaW46cGFzczp3b3Jk",
      .given(Credentials(username: "admin", password: "pass:word"))
    ),
  ])
  func `credentials are read`(header: String?, reading: Profile.CredentialsReading) throws {
    let headers: HTTPFields = header.map { [.authorization: $0] } ?? [:]
    #expect(profile.credentials(in: try WireRequest("POST /start", headers)) == reading)
  }

  @Test(arguments: [
    (AnswerKind.unauthorised, 401, #"{"detail":"Not authenticated"}"#),
    (.malformedCredentials, 401, #"{"detail":"Invalid authentication credentials"}"#),
    (.wrongCredentials, 401, #"{"detail":"Incorrect username or password"}"#),
    (.unknownPath, 404, #"{"detail":"Not Found"}"#),
    (.wrongMethod, 405, #"{"detail":"Method Not Allowed"}"#),
    (.missing, 404, #"{"detail":"Job not found"}"#),
  ])
  func `what goes wrong is answered in its words`(kind: AnswerKind, code: Int, body: String) {
    let answer = profile.answer(kind, to: .status, jobs: [], values: ["allow": "GET"])
    var headers: HTTPFields = [.contentType: "application/json"]
    if code == 401 { headers[.wwwAuthenticate] = "Basic" }
    if code == 405 { headers[.allow] = "GET" }
    #expect(answer == WireAnswer(code, body, headers))
  }

  @Test func `create and status are answered in its words`() {
    let json: HTTPFields = [.contentType: "application/json"]
    let job = JobFacts.job("0b9a", "", .failed)
    #expect(
      profile.answer(.answer, to: .create, jobs: [job], values: [:])
        == WireAnswer(200, #"{"job_id":"0b9a"}"#, json)
    )
    #expect(
      profile.answer(.answer, to: .status, jobs: [job], values: [:])
        == WireAnswer(200, #"{"result":"error"}"#, json)
    )
  }
}
