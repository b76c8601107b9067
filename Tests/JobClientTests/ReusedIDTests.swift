import JobClient
import JobModel
import JobProfile
import Testing

/// A push about a job that got the id of another one before its create was answered.
@Suite struct ReusedIDTests {
  /// A server that tells of job 7, which is running.
  private func stage() throws -> WatcherStage {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {code: 201, body: {id: "{id}", s: "{state}"}}}
      status:
        request: GET /jobs/{id}
        answer: {body: {s: "{state}", n: "{attempt}"}}
        missing: {code: 404, body: {error: none}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      push:
        sse: {path: /e, message: {id: "{id}", s: "{state}", n: "{attempt}"}}
      """
    var stage = WatcherStage(try Profile(yaml: yaml, file: "x"))
    stage.tell(.track(["7"], ticket: nil))
    stage.answer(200, #"{"s":"running","n":1}"#)
    try stage.tellPush(.opened)
    stage.pass(.seconds(1))
    stage.answer(200, #"{"s":"running","n":1}"#)
    return stage
  }

  private func tell(_ stage: inout WatcherStage, _ state: String, attempt: Int = 1) throws {
    let message: JSON = .object([
      JSON.Member("id", "7"), JSON.Member("s", .string(state)),
      JSON.Member("n", .number("\(attempt)")),
    ])
    try stage.tellPush(.message(PushFrame(name: "message", message: message)))
  }

  @Test func `what goes back while a create is on its way is not put into the old run`() throws {
    var stage = try stage()
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    try tell(&stage, "pending")
    #expect(stage.lines == ["POST /jobs", "GET /jobs/7"])
    stage.answer(201, #"{"id":"7","s":"pending"}"#)
    stage.answer(200, #"{"s":"running","n":1}"#)
    let told = stage.reported.filter(\.isChange).map {
      "\($0.update.job.runNumber) \($0.update.job.jobID?.rawValue ?? "-") \($0.update.state)"
    }
    #expect(
      told == [
        "1 7 pending", "1 7 running", "1 - submitting", "1 7 lost", "2 7 pending", "2 7 running",
      ]
    )
  }

  @Test func `without a create what goes back is believed at once`() throws {
    var stage = try stage()
    try tell(&stage, "pending")
    #expect(stage.lines == [])
    #expect(stage.last?.state == .pending)
  }

  @Test func `the next try of a job goes back while a create is on its way`() throws {
    var stage = try stage()
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    try tell(&stage, "pending", attempt: 2)
    #expect(stage.lines == ["POST /jobs"])
    #expect(stage.last?.state == .pending)
  }
}
