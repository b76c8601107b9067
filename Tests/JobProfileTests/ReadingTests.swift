import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// What the client makes of answers, in the order in which the grammar tries them.
struct ReadingTests {
  /// A profile with many jobs and this answer to a status.
  private func profile(
    _ answer: String = #"{body: {id: "{id}", status: "{state}"}}"#,
    states: String = "{pending: queued, completed: done, failed: error}",
    more: String = "about: x"
  ) throws -> Profile {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: \(answer)}
      states: \(states)
      \(more)
      """
    return try Profile(yaml: yaml, file: "x")
  }

  @Test(arguments: [
    "", " ", "null", "[]", "{}", "\"done\"", "42", "{\"status\":", "{\"status\":{}}",
    "{\"status\":[\"done\"]}", "{\"status\":null}", "{\"status\":\"\"}", "<html>done</html>",
    "\u{FEFF}", "\u{0}\u{1}", "{\"status\":\"done\"}}", "{\"Status\":\"done\"}",
  ])
  func `garbage is unreadable and never a state`(body: String) throws {
    let reading = try profile().read(WireAnswer(200, body), to: .status)
    guard case .unreadable = reading else {
      Issue.record("\(body) is read as \(reading)")
      return
    }
    #expect(try profile().read(WireAnswer(500, body), to: .status).isFailure(500))
  }

  @Test func `bytes that are no text and trees without an end are unreadable`() throws {
    let deep = Array(repeating: UInt8(ascii: "["), count: 100_000)
    for bytes in [deep, [0xFF, 0xFE, 0x00], Array(#"{"a":"#.utf8) + deep] {
      let reading = try profile().read(WireAnswer(code: 200, body: bytes), to: .status)
      guard case .unreadable = reading else {
        Issue.record("read as \(reading)")
        continue
      }
    }
  }

  @Test func `a byte order mark and unknown members do no harm`() throws {
    let body = "\u{FEFF}" + #" {"x":[1,{"status":"error"}],"status":"done","id":7} "#
    #expect(
      try profile().read(WireAnswer(200, body), to: .status) == .job(.job("7", "done", .completed))
    )
  }

  @Test(arguments: [
    (400, #"{"error":"no"}"#, Reading.failed(code: 400, reason: "no")),
    (400, #"{"error":{"code":3,"message":"no"}}"#, .failed(code: 400, reason: "no")),
    (400, #"{"detail":[{"msg":"x"}],"message":"no"}"#, .failed(code: 400, reason: "no")),
    (400, #"{"meta":{"message":"no"}}"#, .failed(code: 400, reason: "no")),
    (400, #"{"title":"no"}"#, .failed(code: 400, reason: "no")),
    (502, "", .failed(code: 502, reason: nil)),
    (
      502, "<html><style>p{}</style><h1>Bad\n gateway</h1><script>x<y</script><p>a &lt; b</p>",
      .failed(code: 502, reason: "Bad gateway a < b")
    ),
    (301, "", .failed(code: 301, reason: nil)),
    (401, "", .unauthorised(code: 401, reason: nil)),
    (403, "no <b>entry</b>", .unauthorised(code: 403, reason: "no entry")),
    (404, "<h1>Cannot GET /x</h1>", .missing(reason: "Cannot GET /x")),
    (410, #"{"status":"done"}"#, .missing(reason: nil)),
    (429, "slow down", .throttled(code: 429, wait: nil)),
    (503, "", .throttled(code: 503, wait: nil)),
    (304, "", .notModified), (500, #"{"status":"done"}"#, .failed(code: 500, reason: nil)),
  ])
  func `an answer that says no is read by its code`(code: Int, body: String, reading: Reading)
    throws
  {
    #expect(try profile().read(WireAnswer(code, body), to: .status) == reading)
  }

  @Test func `a create that is not found is a wrong address`() throws {
    #expect(
      try profile().read(WireAnswer(404, "x"), to: .create, about: nil)
        == .failed(code: 404, reason: "x")
    )
  }

  @Test(arguments: [
    (["Retry-After": "7"], Duration.seconds(7)), (["Retry-After": "0.5"], .milliseconds(500)),
    (["Retry-After": "Sat, 21 Nov 2026 12:01:30 GMT"], .seconds(90)),
    (["Retry-After": "Sat, 21 Nov 2026 11:00:00 GMT"], .zero),
    (["RateLimit-Reset": "30"], .seconds(30)),
    (["X-RateLimit-Reset": "1795262460.5"], .milliseconds(60_500)),
    (["RateLimit": "limit=100, remaining=0, reset=9"], .seconds(9)),
    (["RateLimit": "\"default\";r=0;t=9"], .seconds(9)),
    (["RateLimit": "\"day\";r=900;t=80000, \"burst\";r=1;t=3"], .seconds(3)),
    (["RateLimit": "\"burst\";r=20;t=3,\"day\";r=0;t=800"], .seconds(800)),
    (["Retry-After": "3", "RateLimit-Reset": "30"], .seconds(3)), (["Retry-After": "soon"], nil),
    (["Retry-After": "99999999999999999999"], .seconds(86_400)),
    (["Retry-After": "-5"], .zero), ([:], nil),
  ])
  func `how long to wait is understood in every spelling`(
    headers: [String: String],
    wait: Duration?
  )
    throws
  {
    var fields: HTTPFields = [:]
    for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
    #expect(
      try profile().read(WireAnswer(429, "", fields), to: .status)
        == .throttled(code: 429, wait: wait)
    )
  }

  @Test(arguments: [
    ("\"default\";q=20;w=20", "\"default\";r=2;t=20", 20), ("\"a\";q=5;w=1", "\"b\";r=2;t=20", nil),
    ("\"day\";q=1000;w=86400,\"burst\";q=5;w=4", "\"day\";r=900;t=80000, \"burst\";r=1;t=3", 5),
  ])
  func `of how many something is left stands beside the newest rate limit`(
    policy: String,
    left: String,
    limit: Int?
  ) throws {
    var fields: HTTPFields = [:]
    fields[try #require(HTTPField.Name("RateLimit-Policy"))] = policy
    fields[try #require(HTTPField.Name("RateLimit"))] = left
    let answer = WireAnswer(code: 200, headers: fields)
    #expect(try profile().rateLimit(in: answer, now: .epoch).limit == limit)
  }

  @Test func `a rate limit in the server's own spelling`() throws {
    let limit = """
      limit:
        requests: 25 per 1m
        counts: [status]
        headers: {X-Left: "{left} of {limit}", X-Until: "{resetAt.s}"}
        answer: {code: [420, 403], body: {error: calm down, again: "{reset}"}}
      """
    let profile = try profile(more: limit)
    #expect(
      profile.read(WireAnswer(420, #"{"error":"calm down","again":4}"#), to: .status)
        == .throttled(code: 420, wait: .seconds(4))
    )
    #expect(
      profile.read(WireAnswer(403, #"{"error":"who are you"}"#), to: .status)
        == .unauthorised(code: 403, reason: "who are you")
    )
    let left = try #require(HTTPField.Name("X-Left"))
    let until = try #require(HTTPField.Name("X-Until"))
    let fields: HTTPFields = [left: "3 of 25", until: "1795262410"]
    #expect(
      profile.rateLimit(in: WireAnswer(200, "{}", fields), now: .noon)
        == RateLimitReading(limit: 25, left: 3, wait: .seconds(10))
    )
    #expect(profile.rateLimit?.window == .seconds(60) && profile.rateLimit?.requests == 25)
    #expect(profile.rateLimit?.counts == [.status])
    let values: [String: JSON] = ["left": 3, "limit": 25, "reset": 4, "resetAt": 1_795_262_410]
    #expect(profile.limitHeaders(values: values) == fields)
    #expect(
      profile.answer(.rateLimited, to: .status, jobs: [], values: values)
        == WireAnswer(
          420,
          #"{"error":"calm down","again":4}"#,
          [.contentType: "application/json"]
        )
    )
  }

  @Test func `a word may mean that there is no such job`() throws {
    let states =
      "{pending: pending, completed: completed, failed: error, missing: Job ID not found}"
    let profile = try profile(#"{body: {result: "{state}"}}"#, states: states)
    #expect(
      profile.read(WireAnswer(200, #"{"result":"Job ID not found"}"#), to: .status)
        == .missing(reason: nil)
    )
  }

  @Test func `a failure that is no job is told apart by its message`() throws {
    let yaml = """
      name: tezmir
      create: {request: POST /job, answer: {code: 201, body: {job_id: "{id}"}}}
      status:
        request: GET /status/{id}
        answer: {body: {result: "{state}", message: "{reason}"}}
        missing: {code: 200, body: {result: error, message: Job not found}}
      states: {pending: pending, completed: completed, failed: error}
      """
    let profile = try Profile(yaml: yaml, file: "tezmir")
    #expect(
      profile.read(
        WireAnswer(200, #"{"result":"error","message":"Job not found"}"#),
        to: .status
      ) == .missing(reason: "Job not found")
    )
    var facts = JobFacts.job("7", "error", .failed)
    facts.reason = "Out of luck"
    #expect(
      profile.read(WireAnswer(200, #"{"result":"error","message":"Out of luck"}"#), to: .status)
        == .job(facts)
    )
  }

  @Test func `the job that was asked about keeps its name, a retry may give another`() throws {
    let more = #"retry: {request: "POST /jobs/{id}/retry", answer: {body: {id: "{id}"}}}"#
    let profile = try profile(more: more)
    let body = #"{"id":"8","status":"done"}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .status) == .job(.job("7", "done", .completed))
    )
    #expect(profile.read(WireAnswer(200, body), to: .retry) == .job(JobFacts(jobID: "8")))
    #expect(profile.read(WireAnswer(202, "ok"), to: .retry) == .job(JobFacts(jobID: "7")))
  }
}

extension Reading {
  /// Whether it is a failure with that code.
  fileprivate func isFailure(_ code: Int) -> Bool {
    guard case .failed(code, _) = self else { return false }
    return true
  }
}
