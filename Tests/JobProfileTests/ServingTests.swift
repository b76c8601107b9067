import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// What a server of a kind makes of requests, and how it answers them.
struct ServingTests {
  private func profile(_ more: String) throws -> Profile {
    let yaml = """
      name: x
      inputs:
        seconds: {type: number, default: 10, required: true}
        fails: {type: boolean, default: false}
      create:
        request: POST /jobs
        body: {seconds: "{input.seconds}", fails: "{input.fails}", id: "{id}"}
        answer: {body: {id: "{id}"}}
      status: {request: "GET /jobs/{id}", answer: {body: {status: "{state}"}}}
      states: {pending: queued, completed: done, failed: error}
      \(more)
      """
    return try Profile(yaml: yaml, file: "x")
  }

  static let created: [String: JSON] = ["input.seconds": 3, "input.fails": false]

  @Test(arguments: [
    (#"{"seconds":3}"#, Route.operation(.create, values: created)),
    (#"{"seconds":"3","fails":"false"}"#, .operation(.create, values: created)),
    ("{}", .absent(.create, name: "seconds")), ("", .absent(.create, name: "seconds")),
    ("[1]", .absent(.create, name: "seconds")),
    (#"{"seconds":null}"#, .absent(.create, name: "seconds")),
    (#"{"seconds":"long"}"#, .invalid(.create, name: "seconds")),
    (#"{"seconds":3,"fails":"perhaps"}"#, .invalid(.create, name: "fails")),
    (#"{"seconds":3"#, .unreadableBody(.create)),
  ])
  func `a create needs its inputs`(body: String, route: Route) throws {
    #expect(try profile("about: x").route(WireRequest("POST /jobs", body: body)) == route)
  }

  @Test func `the id that a client must choose is needed`() throws {
    let yaml = """
      name: client-id
      create:
        request: POST /start
        body: {job_id: "{id}"}
        answer: {body: {message: ok, job_id: "{id}"}}
        exists: {code: 404, body: {error: Job Id is already in current Jobs}}
        absent: {code: 400, body: {error: Job was not recieved}}
      status:
        request: GET /status?job_id={id}
        answer: {body: {job_id: "{id}", status: "{state}"}}
        missing: {code: 404, body: {error: Job Id was not found in current Jobs}}
        absent: {code: 400, body: {error: Job Id was not received}}
      states: {pending: pending, completed: completed, failed: error}
      """
    let profile = try Profile(yaml: yaml, file: "client-id")
    #expect(profile.clientChoosesID && profile.createIsRepeatable)
    #expect(
      profile.route(try WireRequest("POST /start", body: "{}")) == .absent(.create, name: "job_id")
    )
    #expect(profile.route(try WireRequest("GET /status")) == .absent(.status, name: "job_id"))
    #expect(
      profile.route(try WireRequest("GET /status?x=1&job_id=a+b%2B"))
        == .operation(.status, values: ["id": "a b+"])
    )
    #expect(
      profile.read(
        WireAnswer(404, #"{"error":"Job Id is already in current Jobs"}"#),
        to: .create,
        about: "a"
      ) == .exists(JobFacts(jobID: "a"))
    )
    #expect(
      profile.read(WireAnswer(400, #"{"error":"Job was not recieved"}"#), to: .create)
        == .refused(reason: "Job was not recieved")
    )
    #expect(
      profile.request(.status, values: ["id": "a b&c"], credentials: Credentials())?.target
        == "/status?job_id=a%20b%26c"
    )
  }

  @Test(arguments: [
    ("strict", Route.unknownPath), ("either", .operation(.status, values: ["id": "7"])),
    ("308", .redirect(to: "/jobs/7?a=b", code: 308)),
  ])
  func `another last slash means what the profile says`(slash: String, route: Route) throws {
    let profile = try profile("simulate: {slash: \(slash)}")
    #expect(profile.route(try WireRequest("GET /jobs/7/?a=b")) == route)
  }

  @Test func `HEAD is like GET unless the profile says no`() throws {
    let head = try WireRequest("HEAD /jobs/7")
    #expect(try profile("about: x").route(head) == .operation(.status, values: ["id": "7"]))
    #expect(try profile("simulate: {head: false}").route(head) == .wrongMethod(allowed: ["GET"]))
  }

  @Test func `a broken body may be answered on any path`() throws {
    let more = "simulate: {answers: {unreadableBody: {code: 500, body: {error: oops}}}}"
    let broken = try WireRequest("GET /elsewhere", body: "{broken")
    #expect(try profile(more).route(broken) == .unreadableBody())
    #expect(try profile("about: x").route(broken) == .unknownPath)
    #expect(
      try profile(more).answer(.unreadableBody, to: nil, jobs: [], values: [:])
        == WireAnswer(500, #"{"error":"oops"}"#, [.contentType: "application/json"])
    )
  }

  @Test(arguments: [
    (AnswerKind.unknownPath, 404, "not found"), (.wrongMethod, 405, "method not allowed"),
    (.missing, 404, "No job 7"), (.exists, 409, "There is already a job 7"),
    (.refused, 409, "it has ended"), (.absent, 400, "seconds is missing"),
    (.invalid, 400, "seconds is not usable"), (.unreadableBody, 400, "the body is not JSON"),
    (.unauthorised, 401, "Not authorised"), (.malformedCredentials, 401, "Not authorised"),
    (.wrongCredentials, 401, "Not authorised"), (.rateLimited, 429, "Too many requests"),
  ])
  func `what a profile does not say is derived`(kind: AnswerKind, code: Int, text: String) throws {
    let values: [String: JSON] = [
      "id": "7", "name": "seconds", "reason": "it has ended", "reset": 4.2, "allow": "GET, HEAD",
    ]
    var headers: HTTPFields = [:]
    if code == 429 { headers[.retryAfter] = "5" }
    headers[.contentType] = "application/json"
    if code == 405 { headers[.allow] = "GET, HEAD" }
    #expect(
      try profile("auth: none").answer(kind, to: .create, jobs: [], values: values)
        == WireAnswer(code, #"{"error":"\#(text)"}"#, headers)
    )
  }

  @Test func `a page shows nothing that a request could have smuggled in`() throws {
    let page =
      #"{code: 404, headers: {Content-Type: text/html}, body: "<pre>Cannot {method} {path}</pre>"}"#
    let profile = try profile("simulate: {answers: {unknownPath: \(page)}}")
    let values: [String: JSON] = ["method": "GET", "path": "/<script>"]
    #expect(
      profile.answer(.unknownPath, to: nil, jobs: [], values: values)
        == WireAnswer(404, "<pre>Cannot GET /&lt;script&gt;</pre>", [.contentType: "text/html"])
    )
  }

  @Test func `a literal segment is tried before a hole, and a query tells paths apart`() throws {
    let more = """
      bulk: {request: "GET /jobs/all?ids={ids}", answer: {body: [{id: "{id}", s: "{state}"}]}}
      list: {request: "GET /jobs?mode=all", answer: {body: ["{id}"]}}
      log: {request: "GET /jobs?mode=log&id={id}", answer: {body: "{log}"}}
      """
    let profile = try profile(more)
    func route(_ target: String) throws -> Route { profile.route(try WireRequest("GET \(target)")) }
    #expect(try route("/jobs/all?ids=1") == .operation(.bulk, values: ["ids": ["1"]]))
    #expect(try route("/jobs/al") == .operation(.status, values: ["id": "al"]))
    #expect(try route("/jobs?mode=all") == .operation(.list, values: [:]))
    #expect(try route("/jobs?mode=log&id=7") == .operation(.log, values: ["id": "7"]))
    #expect(profile.readLog(WireAnswer(200, " line 1\nline 2\n")) == "line 1\nline 2")
    #expect(profile.readLog(WireAnswer(404, "x")) == nil)
  }

  @Test func `what is simulated is kept as written`() throws {
    let more = """
      simulate:
        duration: "{input.seconds}"
        failure: "{input.fails}"
        redraw: ended
        ids: counter
        credentials: {username: ann, password: "1234"}
        headers: {Server: uvicorn}
        cors: origin
        etag: true
      """
    var simulation = Profile.Simulation()
    simulation.duration = .input("seconds")
    simulation.failure = .input("fails")
    simulation.redraw = .ended
    simulation.ids = .counter
    simulation.credentials = Credentials(username: "ann", password: "1234")
    simulation.headers = [.server: "uvicorn"]
    simulation.cors = .origin
    simulation.hasETag = true
    #expect(try profile(more).simulation == simulation)
    var ranges = Profile.Simulation()
    ranges.duration = .range(.milliseconds(1500) ... .seconds(120))
    ranges.failure = .probability(0.25)
    #expect(try profile("simulate: {duration: 1.5s..2m, failure: 0.25}").simulation == ranges)
  }
}
