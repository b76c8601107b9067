import HTTPTypes
import JobModel
import Testing

@testable import JobProfile

/// Two servers of `wire.md` that answer 200 for an id that they do not know.
struct UnknownAs200Tests {
  private func profile(_ missing: String, _ rest: String = "") throws -> Profile {
    let yaml = """
      name: x
      create: {request: POST /job, answer: {code: 201, body: {job_id: "{id}"}}}
      status:
        request: GET /status/{id}
        answer: {body: {result: "{state}", message: "{reason}"}}
      \(missing)
      states: {pending: pending, completed: completed, failed: error\(rest)}
      """
    return try Profile(yaml: yaml, file: "x")
  }

  @Test func `a word of the state may mean that there is no such job`() throws {
    let profile = try profile("", ", missing: Job ID not found")
    #expect(
      profile.read(WireAnswer(200, #"{"result":"Job ID not found"}"#), to: .status)
        == .missing(reason: nil)
    )
    #expect(
      profile.read(WireAnswer(200, #"{"result":"error"}"#), to: .status)
        == .job(.job("7", "error", .failed))
    )
  }

  @Test func `a message beside the state may mean that there is no such job`() throws {
    let profile = try profile(
      "  missing: {code: 200, body: {result: error, message: Job not found}}"
    )
    #expect(
      profile.read(WireAnswer(200, #"{"result":"error","message":"Job not found"}"#), to: .status)
        == .missing(reason: "Job not found")
    )
    #expect(
      profile.read(WireAnswer(200, #"{"result":"error"}"#), to: .status)
        == .job(.job("7", "error", .failed))
    )
    #expect(
      profile.answer(.missing, to: .status, jobs: [], values: ["id": "7"])
        == WireAnswer(
          200,
          #"{"result":"error","message":"Job not found"}"#,
          [.contentType: "application/json"]
        )
    )
  }
}
