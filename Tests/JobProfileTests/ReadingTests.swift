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
    (["Retry-After": "3", "RateLimit-Reset": "30"], .seconds(3)), (["Retry-After": "soon"], nil),
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

  @Test(arguments: [
    (#""2026-11-21T12:00:00Z""#, Timestamp.noon), (#""2026-11-21T12:00:00""#, .noon),
    (#""2026-11-21T14:00:00.000+02:00""#, .noon), ("1795262400", .noon), ("1795262400.0", .noon),
    (#""1795262400""#, .noon), ("1795262400000", .noon),
    (#""Sat, 21 Nov 2026 12:00:00 GMT""#, .noon),
    ("0", nil), ("-1", nil), (#""soon""#, nil), ("null", nil), ("{}", nil), ("true", nil),
    (#""0001-01-01T00:00:00Z""#, nil),
  ])
  func `an instant is read in every form`(value: String, instant: Timestamp?) throws {
    let profile = try profile(#"{body: {s: "{state}", t: "{created}"}}"#)
    var facts = JobFacts.job("7", "done", .completed)
    facts.created = instant
    #expect(
      profile.read(WireAnswer(200, #"{"s":"done","t":\#(value)}"#), to: .status) == .job(facts)
    )
  }

  @Test(arguments: [
    (#"{"s":"queued","p":45}"#, 0.45), (#"{"s":"queued","p":"45.5"}"#, 0.455),
    (#"{"s":"queued","p":140}"#, 1), (#"{"s":"queued","p":-3}"#, 0),
    (#"{"s":"queued","p":"x"}"#, nil),
    (#"{"s":"queued","n":3,"of":4}"#, 0.75), (#"{"s":"queued","n":3,"of":0}"#, nil),
    (#"{"s":"queued","n":3}"#, nil), (#"{"s":"queued","p":1e999}"#, nil),
  ])
  func `progress is a share, a percentage or two counts`(body: String, progress: Double?) throws {
    let profile = try profile(
      #"{body: {s: "{state}", p: "{progress.percent}", n: "{done}", of: "{total}"}}"#
    )
    var facts = JobFacts.job("7", "queued", .pending)
    facts.progress = progress
    #expect(profile.read(WireAnswer(200, body), to: .status) == .job(facts))
  }

  @Test(arguments: [
    ("no", JobState.pending, true, 1), ("NO", .pending, true, 1), ("1e3", .running, true, 1),
    ("step 4 of 7", .running, true, 1), ("step", .running, false, 1), ("ok", .completed, true, 1),
    ("oops", .failed, true, 3), ("ok?", .cancelled, true, 1),
  ])
  func `words are compared without case, exact ones first`(
    word: String,
    state: JobState,
    isKnown: Bool,
    confirmations: Int
  ) throws {
    let states =
      #"{pending: no, running: [1e3, "step *"], cancelled: "ok*", completed: ok, failed: {words: oops, confirm: 3}}"#
    var facts = JobFacts.job("7", word, state, confirmations: confirmations)
    facts.state?.isKnown = isKnown
    #expect(
      try profile(states: states).read(WireAnswer(200, #"{"status":"\#(word)"}"#), to: .status)
        == .job(facts)
    )
  }

  @Test func `an absent word may have a meaning`() throws {
    let states = #"{pending: "", completed: done, failed: "*"}"#
    let profile = try profile(states: states)
    #expect(profile.read(WireAnswer(200, "{}"), to: .status) == .job(.job("7", "", .pending)))
    #expect(
      profile.read(WireAnswer(200, #"{"status":"x"}"#), to: .status)
        == .job(.job("7", "x", .failed))
    )
    #expect(
      profile.answer(.answer, to: .status, jobs: [.job("7", "", .pending)], values: [:]).text
        == #"{"id":"7"}"#
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

  @Test(arguments: [
    (#"{"id":"a"}"#, "a"), (#"{"id":7}"#, "7"),
    (#"{"id":12345678901234567890}"#, "12345678901234567890"),
    (#"{"id":7.0}"#, "7"), (#"{"id":1e3}"#, "1000"), (#"{"id":""}"#, nil), (#"{"id":true}"#, nil),
    (#"{"id":["a"]}"#, nil), (#"{"job":"a"}"#, nil),
  ])
  func `an id is a text or a number`(body: String, id: JobID?) throws {
    let reading = try profile().read(WireAnswer(201, body), to: .create, about: nil)
    #expect(reading == (id.map { .job(JobFacts(jobID: $0)) } ?? .unreadable(why: "it has no id")))
  }
}

extension Reading {
  /// Whether it is a failure with that code.
  fileprivate func isFailure(_ code: Int) -> Bool {
    guard case .failed(code, _) = self else { return false }
    return true
  }
}
