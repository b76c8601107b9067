import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Slurm's slurmrestd, API 0.0.38: two header fields, ids that are numbers, a 500 for an unknown job.
struct SlurmTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("slurm"))
  }

  @Test func `a create carries the script and who sends it`() {
    let request = profile.request(
      .create,
      values: ["input.script": "#!/bin/sh\nsleep 5\n", "input.directory": "/tmp"],
      credentials: Credentials(username: "ann", token: "eyJ")
    )
    #expect(
      request?.text == """
        POST /slurm/v0.0.38/job/submit
        Accept: application/json
        X-SLURM-USER-NAME: ann
        X-SLURM-USER-TOKEN: eyJ
        Content-Type: application/json
        {"script":"#!/bin/sh\\nsleep 5\\n","job":{"name":"jobtop",\
        "current_working_directory":"/tmp","environment":{"PATH":"/bin:/usr/bin"}}}
        """
    )
  }

  @Test func `the id is a number`() {
    #expect(
      profile.read(WireAnswer(200, #"{"job_id":42,"errors":[]}"#), to: .create, about: nil)
        == .job(JobFacts(jobID: "42"))
    )
  }

  @Test func `an end that is only expected is none`() {
    let body = """
      {"jobs":[{"job_id":42,"name":"sim","job_state":"RUNNING","state_reason":"None",
       "submit_time":1795262400,"start_time":1795262401,"end_time":1826798401,"exit_code":0}],
       "errors":[]}
      """
    var facts = JobFacts.job("42", "RUNNING", .running)
    (facts.title, facts.reason) = ("sim", "None")
    (facts.created, facts.started) = (.noon, .noon.advanced(by: .seconds(1)))
    #expect(profile.read(WireAnswer(200, body), to: .status, about: "42") == .job(facts))
  }

  @Test(arguments: [
    ("PENDING", JobState.pending), ("COMPLETING", .running), ("SUSPENDED", .running),
    ("COMPLETED", .completed), ("CANCELLED", .cancelled), ("TIMEOUT", .failed),
    ("NODE_FAIL", .failed), ("PREEMPTED", .failed), ("BOOT_FAIL", .failed), ("DEADLINE", .failed),
    ("OUT_OF_MEMORY", .failed),
  ])
  func `every word of the engine has a state`(word: String, state: JobState) {
    let body = #"{"jobs":[{"job_id":42,"job_state":"\#(word)"}]}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .status, about: "42")
        == .job(.job("42", word, state))
    )
  }

  @Test(arguments: [JobOperation.status, .cancel])
  func `an unknown job is a 500 with a number`(operation: JobOperation) {
    let body = #"{"errors":[{"error_number":2017,"error":"Invalid job id specified"}]}"#
    #expect(
      profile.read(WireAnswer(500, body), to: operation, about: "42")
        == .missing(reason: "Invalid job id specified")
    )
    let other = #"{"errors":[{"error_number":5004,"error":"Protocol authentication error"}]}"#
    #expect(
      profile.read(WireAnswer(500, other), to: operation, about: "42")
        == .failed(code: 500, reason: nil)
    )
  }

  @Test func `a create that the engine refuses is a 500 that says why`() {
    let body = #"{"errors":[{"error_number":2003,"error":"Batch script is empty!"}]}"#
    #expect(
      profile.read(WireAnswer(500, body), to: .create, about: nil)
        == .refused(reason: "Batch script is empty!")
    )
    #expect(
      profile.read(WireAnswer(500, "<h1>Bad Gateway</h1>"), to: .create, about: nil)
        == .failed(code: 500, reason: "Bad Gateway")
    )
  }

  @Test func `a list asks for what changed, and may say that nothing did`() {
    let request = profile.request(
      .list,
      values: ["since": "2026-11-21T12:00:00Z"],
      credentials: Credentials()
    )
    #expect(request?.target == "/slurm/v0.0.38/jobs?update_time=1795262400")
    #expect(profile.read(WireAnswer(304, ""), to: .list, about: nil) == .notModified)
  }
}
