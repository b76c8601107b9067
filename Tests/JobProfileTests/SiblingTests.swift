import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// The siblings of the seeds as `wire.md` shows them: what each one's client asks and is answered.
struct SiblingTests {
  private func profile(_ name: String) throws -> Profile {
    try #require(Profile.builtIn(name))
  }

  private func line(_ request: WireRequest?) -> String {
    guard let request else { return "" }
    let body = request.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
    return "\(request.method.rawValue) \(request.target)\(body)"
  }

  @Test(
    arguments: [
      ("accepted", [:], #"POST /translate_video_api {"video_name":"video","video_length":60}"#),
      ("socketio-rooms", [:], "POST /tasks?delay=10"),
      ("socketio-rooms", ["input.delay": "3"], "POST /tasks?delay=3"),
      ("longpoll", [:], #"POST /jobs {"processing_duration":5,"should_error":false}"#),
      (
        "longpoll", ["input.processing_duration": 2.5, "input.should_error": true],
        #"POST /jobs {"processing_duration":2.5,"should_error":true}"#
      ),
      ("listing", [:], #"POST /translations/status/ {"duration":10,"webhook_url":""}"#),
      ("client-id", ["id": "my job"], #"POST /start {"job_id":"my job"}"#),
    ] as [(String, [String: JSON], String)]
  )
  func `a create is asked for`(name: String, values: [String: JSON], request: String) throws {
    let profile = try profile(name)
    #expect(
      line(profile.request(.create, values: values, credentials: Credentials())) == request
    )
  }

  @Test(arguments: [
    ("accepted", "GET /status?video_identifier=a%20b"),
    ("socketio-rooms", "GET /tasks/a%20b/status"),
    ("longpoll", "GET /status?job_id=a%20b"), ("listing", "GET /translations/status/a%20b"),
    ("client-id", "GET /status?job_id=a%20b"), ("websocket", "GET /status"),
    ("hint", "GET /status"),
  ])
  func `a status is asked for`(name: String, request: String) throws {
    let profile = try profile(name)
    let values: [String: JSON] = ["id": "a b"]
    #expect(
      line(profile.request(.status, values: values, credentials: Credentials())) == request
    )
  }

  @Test(arguments: [
    ("socketio-rooms", 201, #"{"task_id":"1"}"#, JobFacts(jobID: "1")),
    (
      "longpoll", 200, #"{"job_id":"0b9a","status":"pending"}"#, .job("0b9a", "pending", .pending)
    ),
    (
      "client-id", 200, #"{"job_id":"0b9a","message":"Job successfully recieved"}"#,
      JobFacts(jobID: "0b9a")
    ),
  ])
  func `a create is read`(name: String, code: Int, body: String, facts: JobFacts) throws {
    let profile = try profile(name)
    #expect(profile.read(WireAnswer(code, body), to: .create, about: nil) == .job(facts))
  }

  @Test func `a create that was accepted says when the job ends, without a zone`() throws {
    let body = """
      {"finish_time":"2026-11-21T12:03:00.250000","message":"started","video_identifier":"0b9a"}
      """
    var facts = JobFacts(jobID: "0b9a")
    facts.ends = .noon.advanced(by: .milliseconds(180_250))
    let profile = try profile("accepted")
    #expect(profile.read(WireAnswer(202, body), to: .create, about: nil) == .job(facts))
  }

  @Test func `a create may tell all of the job`() throws {
    let job = """
      {"id":"0b9a","webhook_url":"","created_at":"2026-11-21T12:00:00Z","duration":10,"status":"pending"}
      """
    var facts = JobFacts.job("0b9a", "pending", .pending)
    facts.created = .noon
    facts.inputs = ["duration": 10, "webhook_url": ""]
    let profile = try profile("listing")
    #expect(profile.read(WireAnswer(201, job), to: .create, about: nil) == .job(facts))
    #expect(
      profile.read(WireAnswer(200, #"{"jobs":[\#(job)]}"#), to: .list, about: nil) == .job(facts)
    )
    #expect(profile.listHasState)
  }

  @Test func `a list of bare ids finds jobs and tells no state`() throws {
    let profile = try profile("socketio-rooms")
    #expect(
      profile.read(WireAnswer(200, #"{"task_ids":["1","2"]}"#), to: .list, about: nil)
        == .jobs([JobFacts(jobID: "1"), JobFacts(jobID: "2")], page: ListPage())
    )
    #expect(!profile.listHasState)
    #expect(
      profile.read(WireAnswer(200, #"{"message":"Task 7 deleted."}"#), to: .delete)
        == .job(JobFacts(jobID: "7"))
    )
  }

  @Test(arguments: [
    ("accepted", #"{"result":"W"}"#, 3), ("socketio-rooms", #"{"status":"W"}"#, 1),
    ("longpoll", #"{"result":"W"}"#, 1), ("listing", #"{"id":"7","status":"W"}"#, 1),
    ("client-id", #"{"job_id":"7","status":"W"}"#, 1), ("websocket", #"{"result":"W"}"#, 1),
    ("hint", #"{"result":"W"}"#, 4),
  ])
  func `a status is read`(name: String, body: String, confirmations: Int) throws {
    let profile = try profile(name)
    let id: JobID = profile.hasOneJob ? .only : "7"
    func reading(_ word: String) -> Reading {
      profile.read(WireAnswer(200, body.replacing("W", with: word)), to: .status, about: id)
    }
    #expect(reading("pending") == .job(.job(id, "pending", .pending)))
    #expect(reading("completed") == .job(.job(id, "completed", .completed)))
    #expect(reading("error") == .job(.job(id, "error", .failed, confirmations: confirmations)))
  }

  @Test(arguments: [
    ("accepted", #"{"error":"not_found"}"#, "not_found"),
    ("socketio-rooms", #"{"error":"Task not found"}"#, "Task not found"),
    ("longpoll", #"{"detail":"Task with job_id 7 not found"}"#, "Task with job_id 7 not found"),
    ("listing", #"{"detail":"Job with id: 7 was not found"}"#, "Job with id: 7 was not found"),
    (
      "client-id", #"{"error":"Job Id was not found in current Jobs"}"#,
      "Job Id was not found in current Jobs"
    ),
  ])
  func `an unknown job is missing`(name: String, body: String, reason: String) throws {
    let profile = try profile(name)
    #expect(profile.read(WireAnswer(404, body), to: .status) == .missing(reason: reason))
  }

  @Test func `a create with an id that is taken is attached to`() throws {
    let profile = try profile("client-id")
    #expect(profile.clientChoosesID && profile.createIsRepeatable)
    let taken = WireAnswer(404, #"{"error":"Job Id is already in current Jobs"}"#)
    #expect(profile.read(taken, to: .create, about: "a") == .exists(JobFacts(jobID: "a")))
    let lacking = WireAnswer(400, #"{"error":"Job was not recieved"}"#)
    #expect(
      profile.read(lacking, to: .create, about: "a") == .refused(reason: "Job was not recieved")
    )
  }

  @Test func `the seconds that are left are read`() throws {
    let profile = try profile("hint")
    var facts = JobFacts.job(.only, "pending", .pending)
    facts.remaining = .seconds(7)
    let answer = WireAnswer(200, #"{"result":"pending","remainingSeconds":7}"#)
    #expect(profile.read(answer, to: .status, about: .only) == .job(facts))
    let request = profile.request(
      .status,
      values: [:],
      credentials: Credentials(token: "s3")
    )
    #expect(request?.headers[.authorization] == "Bearer s3")
  }

  @Test func `a limit of which the end is an epoch with a fraction is read`() throws {
    let profile = try profile("longpoll")
    var fields: HTTPFields = [.retryAfter: "12"]
    for (name, value) in [
      ("x-ratelimit-limit", "25"), ("x-ratelimit-remaining", "0"),
      ("x-ratelimit-reset", "1795262411.5"),
    ] {
      fields[try #require(HTTPField.Name(name))] = value
    }
    let body = #"{"error":"Rate limit exceeded: 25 per 1 minute"}"#
    let answer = WireAnswer(429, body, fields)
    #expect(
      profile.rateLimit(in: answer, now: .noon)
        == RateLimitReading(limit: 25, left: 0, wait: .seconds(12))
    )
    #expect(profile.read(answer, to: .status) == .throttled(code: 429, wait: .seconds(12)))
    fields[.retryAfter] = nil
    #expect(
      profile.rateLimit(in: WireAnswer(429, body, fields), now: .noon).wait
        == .milliseconds(11_500)
    )
  }

  @Test func `a refused input tells the server's reason`() throws {
    let body = """
      {"detail":[{"type":"missing","loc":["body","should_error"],"msg":"Field required"}]}
      """
    let profile = try profile("longpoll")
    #expect(
      profile.read(WireAnswer(422, body), to: .create, about: nil)
        == .refused(reason: "Field required")
    )
  }
}
