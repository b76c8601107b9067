import JobClient
import JobModel
import JobProfile
import Testing

/// A server that says how long a job will still take is not asked in vain before.
@Suite struct RemainingTests {
  private func stage(_ answer: String) throws -> WatcherStage {
    var stage = try WatcherStage("hint")
    stage.tell(.track([.only], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, answer)
    return stage
  }

  @Test func `the next poll comes when the job should have ended`() throws {
    var stage = try stage(#"{"result":"pending","remainingSeconds":9}"#)
    stage.pass(.milliseconds(8999))
    #expect(stage.lines == [])
    stage.pass(.milliseconds(1))
    #expect(stage.lines == ["GET /status"])
    stage.answer(200, #"{"result":"completed","remainingSeconds":0}"#)
    #expect(stage.last?.state == .completed)
    #expect(stage.last?.polls == 2)
  }

  @Test func `without a word of it the plan holds again`() throws {
    var stage = try stage(#"{"result":"pending","remainingSeconds":9}"#)
    stage.pass(.seconds(9))
    stage.answer(200, #"{"result":"error"}"#)
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status"])
  }

  @Test func `a long time left lets no fact grow older than a minute`() throws {
    var stage = try stage(#"{"result":"pending","remainingSeconds":3600}"#)
    stage.pass(.seconds(59))
    #expect(stage.lines == [])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status"])
  }

  @Test func `a job that has other news before its end is asked as planned`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track(["7"], ticket: nil))
    for body in [
      #"{"id":"7","status":"pending","remaining_seconds":30}"#,
      #"{"id":"7","status":"running","progress":0.1,"remaining_seconds":30}"#,
    ] {
      stage.pass(.seconds(2))
      #expect(stage.lines == ["GET /v1/jobs/7"])
      stage.answer(200, body)
    }
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /v1/jobs/7"])
  }
}
