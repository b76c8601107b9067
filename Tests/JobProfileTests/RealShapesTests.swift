import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Shapes of real job APIs, each in a profile of a few lines.
struct RealShapesTests {
  @Test func `one create gives a job for each language`() throws {
    let yaml = """
      name: fan-out
      inputs:
        video_url: {type: url, required: true}
        output_languages: {type: list, required: true}
      job: {id: "{id}", status: "{state}", language: "{input.output_language}", url: "{result}"}
      create:
        request: POST /v3/video-translations
        body:
          video: {type: url, url: "{input.video_url}"}
          output_languages: "{input.output_languages}"
          callback_url: "{callback}"
        answer: {body: {data: {ids: ["{id}"]}}}
      status: {request: "GET /v3/video-translations/{id}", answer: {body: {data: "{job}"}}}
      states: {pending: [pending, queued], running: processing, completed: completed, failed: failed}
      simulate: {jobs: "{input.output_languages}"}
      """
    let profile = try Profile(yaml: yaml, file: "fan-out")
    let values: [String: JSON] = [
      "input.video_url": "http://x/v.mp4", "input.output_languages": "French, Hindi",
    ]
    let request = profile.request(.create, values: values, credentials: Credentials())
    let body = """
      {"video":{"type":"url","url":"http://x/v.mp4"},"output_languages":["French","Hindi"]}
      """
    #expect(request?.body.map { String(decoding: $0, as: UTF8.self) } == body)
    let answer = #"{"data":{"ids":["a","b"]}}"#
    #expect(
      profile.read(WireAnswer(200, answer), to: .create, about: nil)
        == .jobs([JobFacts(jobID: "a"), JobFacts(jobID: "b")], page: ListPage())
    )
    let jobs = [JobFacts(jobID: "a"), JobFacts(jobID: "b")]
    #expect(profile.answer(.answer, to: .create, jobs: jobs, values: [:]).text == answer)
    #expect(profile.simulation.jobsInput == "output_languages")
    var facts = JobFacts.job("a", "completed", .completed)
    facts.inputs = ["output_language": "Hindi"]
    facts.result = "http://x/a.mp4"
    let status =
      #"{"data":{"id":"a","status":"completed","language":"Hindi","url":"http://x/a.mp4"}}"#
    #expect(profile.read(WireAnswer(200, status), to: .status, about: "a") == .job(facts))
    #expect(profile.answer(.answer, to: .status, jobs: [facts], values: [:]).text == status)
  }

  @Test func `a cluster answers with lists, numbers and a 500 for an unknown job`() throws {
    let yaml = """
      name: cluster
      job: {job_id: "{id.number}", job_state: "{state}", start_time: "{started.s}"}
      create: {request: POST /job/submit, answer: {body: {job_id: "{id.number}"}}}
      status:
        request: GET /job/{id}
        answer: {body: {jobs: ["{job}"]}}
        missing: {code: 500, body: {errors: [{error_number: 2017, error: "{reason}"}]}}
      list: {request: "GET /jobs?update_time={since.s}", answer: {body: {jobs: ["{job}"]}}}
      states: {pending: PENDING, running: RUNNING, completed: COMPLETED, failed: [FAILED, TIMEOUT]}
      """
    let profile = try Profile(yaml: yaml, file: "cluster")
    let since: [String: JSON] = ["since": "2026-11-21T12:00:00Z"]
    let request = profile.request(.list, values: since, credentials: Credentials())
    #expect(request?.target == "/jobs?update_time=1795262400")
    #expect(
      request.map(profile.route)
        == .operation(.list, values: ["since": "2026-11-21T12:00:00.000Z"])
    )
    let jobs = #"{"jobs":[{"job_id":7,"job_state":"TIMEOUT","start_time":0}]}"#
    #expect(
      profile.read(WireAnswer(200, jobs), to: .status) == .job(.job("7", "TIMEOUT", .failed))
    )
    let unknown = #"{"errors":[{"error_number":2017,"error":"Invalid job id"}]}"#
    #expect(
      profile.read(WireAnswer(500, unknown), to: .status) == .missing(reason: "Invalid job id")
    )
    let broken = #"{"errors":[{"error_number":1,"error":"no database"}],"error":"no database"}"#
    #expect(
      profile.read(WireAnswer(500, broken), to: .status)
        == .failed(code: 500, reason: "no database")
    )
    #expect(
      profile.answer(.answer, to: .create, jobs: [JobFacts(jobID: "7")], values: [:]).text
        == #"{"job_id":7}"#
    )
    #expect(
      profile.answer(.missing, to: .status, jobs: [], values: ["reason": "Invalid job id"])
        == WireAnswer(500, unknown, [.contentType: "application/json"])
    )
  }

  @Test func `a create that exists is told by text, whatever of two codes it has`() throws {
    let yaml = """
      name: ray
      job: {type: SUBMISSION, submission_id: "{id}", status: "{state}", message: "{reason}", error_type: "{reasonCode}", end_time: "{finished.ms}"}
      create:
        request: POST /api/jobs/
        body: {submission_id: "{id}"}
        answer: {body: {job_id: "{id}", submission_id: "{id}"}}
        exists: {code: [500, 400], headers: {Content-Type: text/plain}, body: "{*}already exists{*}"}
      status: {request: "GET /api/jobs/{id}", answer: {body: "{job}"}}
      list: {request: GET /api/jobs/, answer: {body: ["{job}"]}}
      cancel: {request: "POST /api/jobs/{id}/stop", answer: {body: {stopped: true}}, refused: {body: {stopped: false}}}
      states: {pending: PENDING, running: RUNNING, completed: SUCCEEDED, failed: FAILED, cancelled: STOPPED}
      """
    let profile = try Profile(yaml: yaml, file: "ray")
    for code in [400, 500] {
      let answer = WireAnswer(code, "Traceback: job a already exists.\n")
      #expect(profile.read(answer, to: .create, about: "a") == .exists(JobFacts(jobID: "a")))
    }
    #expect(
      profile.read(WireAnswer(500, "boom"), to: .create, about: "a")
        == .failed(code: 500, reason: "boom")
    )
    #expect(
      profile.read(WireAnswer(200, #"{"stopped":false}"#), to: .cancel) == .refused(reason: nil)
    )
    #expect(
      profile.read(WireAnswer(200, #"{"stopped":true}"#), to: .cancel)
        == .job(JobFacts(jobID: "7"))
    )
    // The server makes an id where the client sends none.
    #expect(
      profile.route(try WireRequest("POST /api/jobs/", body: "{}"))
        == .operation(.create, values: [:])
    )
    #expect(
      profile.read(WireAnswer(200, #"{"job_id":null,"submission_id":"a"}"#), to: .create)
        == .job(JobFacts(jobID: "a"))
    )
    let list = """
      [{"type":"DRIVER","submission_id":null,"status":"RUNNING"},
       {"type":"SUBMISSION","submission_id":"a","status":"FAILED","message":"exit 1",
        "error_type":"JOB_EXIT","end_time":1795262400000}]
      """
    var facts = JobFacts.job("a", "FAILED", .failed)
    (facts.reason, facts.reasonCode, facts.finished) = ("exit 1", "JOB_EXIT", .noon)
    #expect(
      profile.read(WireAnswer(200, list), to: .list, about: nil) == .jobs([facts], page: ListPage())
    )
  }

  @Test func `one job per server says how long it still takes`() throws {
    let yaml = """
      name: hint
      status: {request: GET /status, answer: {body: {result: "{state}", remainingSeconds: "{remaining.s}"}}}
      states: {pending: pending, completed: completed, failed: {words: error, confirm: 4}}
      """
    let profile = try Profile(yaml: yaml, file: "hint")
    var facts = JobFacts.job(.only, "pending", .pending)
    facts.remaining = .milliseconds(2500)
    #expect(profile.hasOneJob)
    #expect(
      profile.read(
        WireAnswer(200, #"{"result":"pending","remainingSeconds":2.5}"#),
        to: .status,
        about: .only
      ) == .job(facts)
    )
    #expect(
      profile.read(WireAnswer(200, #"{"result":"error"}"#), to: .status, about: .only)
        == .job(.job(.only, "error", .failed, confirmations: 4))
    )
    #expect(
      profile.answer(.answer, to: .status, jobs: [facts], values: [:]).text
        == #"{"result":"pending","remainingSeconds":3}"#
    )
  }

  @Test func `conditions are found by their constants`() throws {
    let yaml = """
      name: conditions
      status:
        request: GET /jobs/{id}
        answer: {body: {status: {conditions: [{type: "{state}", status: "True", message: "{reason}"}]}}}
      states: {running: "", completed: [Complete, SuccessCriteriaMet], failed: Failed}
      """
    let profile = try Profile(yaml: yaml, file: "conditions")
    let body = """
      {"status":{"conditions":[{"type":"Failed","status":"False"},
       {"type":"Complete","status":"True","message":"all done"}]}}
      """
    var facts = JobFacts.job("7", "Complete", .completed)
    facts.reason = "all done"
    #expect(profile.read(WireAnswer(200, body), to: .status) == .job(facts))
    #expect(
      profile.read(WireAnswer(200, #"{"status":{"active":1}}"#), to: .status)
        == .job(.job("7", "", .running))
    )
    #expect(
      profile.answer(.answer, to: .status, jobs: [.job("7", "", .completed)], values: [:]).text
        == #"{"status":{"conditions":[{"type":"Complete","status":"True"}]}}"#
    )
  }
}
