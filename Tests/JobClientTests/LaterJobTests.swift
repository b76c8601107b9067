import HTTPTypes
import JobClient
import JobModel
import JobProfile
import TestSupport
import Testing

/// A server that forgot its jobs gives their ids away, and says when it created what it has now.
@Suite struct LaterJobTests {
  private func stage() throws -> WatcherStage {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {code: 201, body: {id: "{id}", s: "{state}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}", c: "{created.s}"}}}
      states: {pending: pending, running: running, completed: completed, failed: failed}
      """
    return WatcherStage(try Profile(yaml: yaml, file: "x"), poll: .fixed(.seconds(60), jitter: 0))
  }

  /// How the server says that the job stands, created so long ago, by a clock that is so far ahead.
  private func tell(
    _ stage: inout WatcherStage,
    _ state: String = "running",
    ago: Double,
    ahead: Double = 0,
    saysDate: Bool = false
  ) {
    let now = stage.now.seconds + ahead
    var headers: HTTPFields = [:]
    if saysDate { headers[.date] = Timestamp(seconds: now).httpDate }
    stage.answer(200, #"{"s":"\#(state)","c":\#(now - ago)}"#, headers: headers)
  }

  private func runs(_ stage: WatcherStage) -> [String] {
    stage.reported.filter(\.isChange).map {
      "\($0.update.job.runNumber) \($0.update.state.rawValue)"
    }
  }

  @Test(arguments: ["running", "completed"])
  func `what was created since the job was seen is its next run`(state: String) throws {
    var stage = try stage()
    stage.tell(.track(["7"], ticket: nil))
    tell(&stage, ago: 100)
    stage.pass(.seconds(60))
    tell(&stage, state, ago: 30)
    #expect(runs(stage) == ["1 pending", "1 running", "1 lost", "2 \(state)"])
    #expect(stage.last?.created == stage.now.advanced(by: .seconds(-30)))
    #expect(stage.last?.draft == nil)
  }

  @Test(arguments: [false, true])
  func `a clock that goes wrong makes no other job of it`(saysDate: Bool) throws {
    var stage = try stage()
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, #"{"id":"7","s":"pending"}"#)
    stage.pass(.seconds(60))
    // Its answer to the create did not tell the time: only now is it known that it is ahead.
    tell(&stage, ago: 60, ahead: 3600, saysDate: saysDate)
    stage.pass(.seconds(60))
    tell(&stage, ago: 120, ahead: 3600, saysDate: saysDate)
    stage.pass(.seconds(60))
    // It was set right.
    tell(&stage, ago: 180, ahead: 0, saysDate: saysDate)
    stage.pass(.seconds(60))
    tell(&stage, ago: 240, ahead: 0, saysDate: saysDate)
    #expect(Set(runs(stage)) == ["1 submitting", "1 pending", "1 running"])
  }
}
