import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Ray's Jobs API, 2.60: ids that the client chooses, refusals as text.
struct RayTests {
  let profile: Profile

  init() throws {
    profile = try #require(Profile.builtIn("ray"))
  }

  @Test func `a create carries the client's id`() {
    let request = profile.request(
      .create,
      values: ["id": "raysubmit_1", "input.entrypoint": "echo hi", "input.cpus": "0.5"],
      credentials: Credentials(token: "s3")
    )
    #expect(
      request?.text == """
        POST /api/jobs/
        Accept: application/json
        Authorization: Bearer s3
        Content-Type: application/json
        {"entrypoint":"echo hi","submission_id":"raysubmit_1","entrypoint_num_cpus":0.5}
        """
    )
    #expect(profile.clientChoosesID && profile.createIsRepeatable)
  }

  @Test func `a create is read, and one that exists is attached to`() {
    let body = #"{"job_id":"raysubmit_1","submission_id":"raysubmit_1"}"#
    #expect(
      profile.read(WireAnswer(200, body), to: .create, about: "raysubmit_1")
        == .job(JobFacts(jobID: "raysubmit_1"))
    )
    let text = "Traceback (most recent call last):\nValueError: raysubmit_1 already exists.\n"
    #expect(
      profile.read(WireAnswer(500, text), to: .create, about: "raysubmit_1")
        == .exists(JobFacts(jobID: "raysubmit_1"))
    )
  }

  @Test func `a job is read with its times in milliseconds`() {
    let body = """
      {"type":"SUBMISSION","job_id":null,"submission_id":"a","status":"FAILED",
       "entrypoint":"exit 1","metadata":{"job_name":"try"},"message":"exit code 1",
       "error_type":"JOB_ENTRYPOINT_COMMAND_ERROR","start_time":1795262400000,
       "end_time":1795262405500,"driver_exit_code":1}
      """
    var facts = JobFacts.job("a", "FAILED", .failed)
    (facts.title, facts.reason) = ("try", "exit code 1")
    facts.reasonCode = "JOB_ENTRYPOINT_COMMAND_ERROR"
    (facts.created, facts.finished) = (.noon, .noon.advanced(by: .milliseconds(5500)))
    facts.inputs = ["entrypoint": "exit 1"]
    #expect(profile.read(WireAnswer(200, body), to: .status, about: "a") == .job(facts))
  }

  @Test(arguments: [
    ("PENDING", JobState.pending), ("RUNNING", .running), ("SUCCEEDED", .completed),
    ("FAILED", .failed), ("STOPPED", .cancelled),
  ])
  func `a bare list tells every job that was submitted`(word: String, state: JobState) {
    let body = """
      [{"type":"DRIVER","submission_id":null,"status":"RUNNING"},
       {"type":"SUBMISSION","submission_id":"a","status":"\(word)"}]
      """
    #expect(
      profile.read(WireAnswer(200, body), to: .list, about: nil) == .job(.job("a", word, state))
    )
  }

  @Test func `a stop says whether it was one`() {
    let stop = profile.request(.cancel, values: ["id": "a"], credentials: Credentials())
    #expect(stop?.text == "POST /api/jobs/a/stop\nAccept: application/json")
    #expect(
      profile.read(WireAnswer(200, #"{"stopped":true}"#), to: .cancel, about: "a")
        == .job(JobFacts(jobID: "a"))
    )
    #expect(
      profile.read(WireAnswer(200, #"{"stopped":false}"#), to: .cancel, about: "a")
        == .refused(reason: nil)
    )
  }

  @Test func `an unknown job and a log are text`() {
    #expect(
      profile.read(WireAnswer(404, "Job a does not exist"), to: .status, about: "a")
        == .missing(reason: "Job a does not exist")
    )
    #expect(profile.readLog(WireAnswer(200, #"{"logs":"hi\nthere\n"}"#)) == "hi\nthere\n")
  }
}
