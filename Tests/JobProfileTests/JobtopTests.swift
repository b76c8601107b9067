import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Our own API.
struct JobtopTests {
  let profile: Profile
  let token = Credentials(token: "secret")
  static let body = """
    {"id":"7","title":"Keynote → French","kind":"video","status":"failed","progress":0.75,\
    "attempt":2,"attempt_limit":3,"reason":"unsupported codec","result_url":"http://x/7.mp4",\
    "revision":"42","created_at":"2026-11-21T12:00:00.000Z","started_at":"2026-11-21T12:00:01.500Z",\
    "finished_at":"2026-11-21T12:00:09.000Z","remaining_seconds":2}
    """

  init() throws {
    profile = try #require(Profile.builtIn("jobtop"))
  }

  static var facts: JobFacts {
    var facts = JobFacts.job("7", "failed", .failed)
    facts.title = "Keynote → French"
    facts.kind = "video"
    facts.progress = 0.75
    (facts.attempt, facts.attemptLimit) = (2, 3)
    facts.reason = "unsupported codec"
    facts.result = "http://x/7.mp4"
    facts.revision = "42"
    facts.created = .noon
    facts.started = .noon.advanced(by: .milliseconds(1500))
    facts.finished = .noon.advanced(by: .seconds(9))
    facts.remaining = .seconds(2)
    return facts
  }

  @Test func `a create sends key, token and the inputs that there are`() {
    let request = profile.request(
      .create,
      values: ["key": "k1", "input.title": "Keynote", "input.duration": "12.5"],
      credentials: token
    )
    #expect(
      request?.text == """
        POST /v1/jobs
        Accept: application/json
        Idempotency-Key: k1
        Authorization: Bearer secret
        Content-Type: application/json
        {"title":"Keynote","duration":12.5}
        """
    )
  }

  @Test func `every fact of a job is read`() {
    #expect(profile.read(WireAnswer(200, Self.body), to: .status) == .job(Self.facts))
  }

  @Test func `every fact of a job is written`() {
    let answer = profile.answer(.answer, to: .status, jobs: [Self.facts], values: [:])
    #expect(answer == WireAnswer(200, Self.body, [.contentType: "application/json"]))
  }

  @Test func `a create is answered with the address of the job`() {
    let job = JobFacts.job("a b", "", .pending)
    #expect(
      profile.answer(.answer, to: .create, jobs: [job], values: [:])
        == WireAnswer(
          201,
          #"{"id":"a b","status":"pending"}"#,
          [.location: "/v1/jobs/a%20b", .contentType: "application/json"]
        )
    )
  }

  @Test func `a job of the list has its own facts`() {
    let body = #"{"jobs":[\#(Self.body),{"id":8,"status":"pending"}],"next":"c2"}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .list, about: nil)
        == .jobs(
          [Self.facts, .job("8", "pending", .pending)],
          page: ListPage(next: ["next": "c2"])
        )
    )
    let written = profile.answer(
      .answer,
      to: .list,
      jobs: [Self.facts, .job("8", "", .pending)],
      values: ["next": "c2"]
    )
    #expect(
      written.text == #"{"jobs":[\#(Self.body),{"id":"8","status":"pending"}],"next":"c2"}"#
    )
  }

  @Test func `an empty list is a list`() {
    #expect(profile.answer(.answer, to: .list, jobs: [], values: [:]).text == #"{"jobs":[]}"#)
    for body in [#"{"jobs":[]}"#, #"{"jobs":null,"next":null}"#] {
      #expect(
        profile.read(WireAnswer(200, body), to: .list, about: nil) == .jobs([], page: ListPage())
      )
    }
  }

  @Test func `a list asks for a page, filters and changes`() {
    let first = profile.request(.list, values: [:], credentials: Credentials())
    #expect(first?.target == "/v1/jobs?limit=500")
    let values: [String: JSON] = [
      "filter.state": "failed", "since": "2026-11-21T12:00:00.000Z", "limit": 20, "next": "c/2",
    ]
    let next = profile.request(.list, values: values, credentials: Credentials())
    let target =
      "/v1/jobs?state=failed&changed_since=2026-11-21T12%3A00%3A00.000Z&limit=20&cursor=c%2F2"
    #expect(next?.target == target)
    #expect(next.map(profile.route) == .operation(.list, values: values))
  }

  @Test(arguments: [
    ("GET /v1/jobs/7", Route.operation(.status, values: ["id": "7"])),
    ("HEAD /v1/jobs/7", .operation(.status, values: ["id": "7"])),
    ("POST /v1/jobs/7/cancel", .operation(.cancel, values: ["id": "7"])),
    ("POST /v1/jobs/7/retry", .operation(.retry, values: ["id": "7"])),
    ("GET /v1/jobs/7/cancel", .wrongMethod(allowed: ["POST"])),
    ("PUT /v1/jobs", .wrongMethod(allowed: ["POST", "GET", "HEAD"])),
    ("GET /v1/jobs/", .unknownPath), ("GET /v1/events", .sse(values: [:])),
  ])
  func `requests find their operation`(line: String, route: Route) throws {
    #expect(profile.route(try WireRequest(line)) == route)
  }

  @Test func `a create is read with key and inputs`() throws {
    let key = try #require(HTTPField.Name("Idempotency-Key"))
    let request = try WireRequest(
      "POST /v1/jobs",
      [key: "k1"],
      body: #"{"title":"Keynote","duration":12.5,"other":[1]}"#
    )
    let values: [String: JSON] = [
      "key": "k1", "input.title": "Keynote", "input.duration": 12.5,
    ]
    #expect(profile.route(request) == .operation(.create, values: values))
  }

  @Test func `a create that cannot be used says why`() throws {
    let broken = try WireRequest("POST /v1/jobs", body: #"{"title":"#)
    #expect(profile.route(broken) == .unreadableBody(.create))
    let odd = try WireRequest("POST /v1/jobs", body: #"{"duration":"long"}"#)
    #expect(profile.route(odd) == .invalid(.create, name: "duration"))
  }

  @Test func `a refusal is problem+json and is read as one`() {
    let answer = profile.answer(
      .refused,
      to: .cancel,
      jobs: [Self.facts],
      values: ["reason": "it has ended"]
    )
    let body = #"{"type":"about:blank","title":"Conflict","status":409,"detail":"it has ended"}"#
    #expect(answer == WireAnswer(409, body, [.contentType: "application/problem+json"]))
    #expect(profile.read(answer, to: .cancel) == .refused(reason: "it has ended"))
  }

  @Test func `an unknown job is problem+json and is read as missing`() {
    let answer = profile.answer(.missing, to: .cancel, jobs: [], values: ["id": "9"])
    let body = #"{"type":"about:blank","title":"Not Found","status":404,"detail":"No job 9"}"#
    #expect(answer == WireAnswer(404, body, [.contentType: "application/problem+json"]))
    #expect(profile.read(answer, to: .status) == .missing(reason: "No job 9"))
  }

  private static let unusable = "duration is not usable: it is a number from 0 to 31536000"

  @Test(arguments: [
    (AnswerKind.unauthorised, 401, "Unauthorized", "A token is needed"),
    (.malformedCredentials, 401, "Unauthorized", "A token is needed"),
    (.wrongCredentials, 401, "Unauthorized", "The token is not the right one"),
    (.unknownPath, 404, "Not Found", "There is no /x"),
    (.wrongMethod, 405, "Method Not Allowed", "PUT is not possible here"),
    (.unreadableBody, 400, "Bad Request", "The body is not JSON"),
    (.invalid, 400, "Bad Request", Self.unusable),
  ])
  func `every error is problem+json`(kind: AnswerKind, code: Int, title: String, detail: String) {
    let values: [String: JSON] = ["path": "/x", "method": "PUT", "name": "duration"]
    let answer = profile.answer(kind, to: .create, jobs: [], values: values)
    let body =
      #"{"type":"about:blank","title":"\#(title)","status":\#(code),"detail":"\#(detail)"}"#
    #expect(answer.text == body && answer.code == code)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == (code == 401 ? true : nil))
  }

  @Test func `the stream is asked for and resumed`() throws {
    let request = profile.sseRequest(credentials: token, lastEventID: "41")
    #expect(
      request?.text == """
        GET /v1/events
        Accept: text/event-stream
        Authorization: Bearer secret
        Cache-Control: no-cache
        Last-Event-ID: 41
        """
    )
    #expect(request.map(profile.route) == .sse(values: ["lastEventID": "41"]))
    #expect(
      profile.sse
        == Profile.SSEPush(
          path: "/v1/events",
          event: "job",
          replay: true,
          sendsOnlyFinal: false
        )
    )
  }

  @Test func `a message of the stream is a job`() throws {
    #expect(profile.sseMessage(Self.facts, now: .noon)?.description == Self.body)
    let message = try JSON(parsing: Self.body)
    #expect(profile.read(sseMessage: message, now: .noon) == Self.facts)
    #expect(profile.read(sseMessage: ["id": "7"], now: .noon) == nil)
  }

  @Test func `a server of this kind is described before it has answered`() {
    #expect(
      profile.description(name: "demo", url: "http://x")
        == ServerDescription(
          name: "demo",
          url: "http://x",
          profile: "jobtop",
          operations: [.create, .status, .list, .cancel, .retry],
          inputs: [
            InputField(name: "title", type: .text),
            InputField(name: "kind", type: .text),
            InputField(
              name: "duration",
              type: .number,
              minimum: 0,
              maximum: 31_536_000,
              about: "Seconds the job takes"
            ),
          ],
          jobPath: "/v1/jobs/{id}",
          titleInput: "title"
        )
    )
    #expect(profile.createIsRepeatable && profile.listHasState && !profile.clientChoosesID)
    #expect(profile.listLimit == 500 && profile.title(inputs: ["title": "Keynote"]) == "Keynote")
  }
}
