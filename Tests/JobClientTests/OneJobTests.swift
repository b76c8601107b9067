import JobClient
import JobModel
import JobProfile
import Testing

/// Servers with one job: it has no id, and what they say of its end may not last.
@Suite struct OneJobTests {
  private func stage(_ profile: String) throws -> WatcherStage {
    var stage = try WatcherStage(profile)
    stage.tell(.track([.only], ticket: Ticket(value: 1)))
    return stage
  }

  @Test(arguments: ["webhook", "websocket", "ratelimited", "hint"])
  func `the one job is asked about without an id`(profile: String) throws {
    var stage = try stage(profile)
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status"])
    stage.answer(200, #"{"result":"pending"}"#)
    #expect(stage.last?.state == .pending && stage.last?.jobID == .only)
    stage.pass(.seconds(2))
    stage.answer(200, #"{"result":"completed"}"#)
    #expect(stage.last?.state == .completed)
  }

  @Test(arguments: ["ratelimited", "hint"])
  func `an error that is drawn afresh counts once it was said four times in a row`(
    profile: String
  ) throws {
    var stage = try stage(profile)
    for count in 1...3 {
      stage.pass(.seconds(2))
      stage.answer(200, #"{"result":"error"}"#)
      #expect(stage.last?.state == .running && stage.last?.serverState == "error")
      #expect(stage.last?.confirmation == Job.Confirmation(count: count, needed: 4))
    }
    stage.pass(.seconds(2))
    stage.answer(200, #"{"result":"error"}"#)
    #expect(stage.last?.state == .failed && stage.last?.confirmation == nil)
    #expect(stage.last?.polls == 4)
  }

  @Test func `another answer in between begins the count anew`() throws {
    var stage = try stage("ratelimited")
    for word in ["error", "error", "error", "pending", "error"] {
      stage.pass(.seconds(2))
      stage.answer(200, #"{"result":"\#(word)"}"#)
    }
    #expect(stage.last?.confirmation == Job.Confirmation(count: 1, needed: 4))
    stage.pass(.seconds(2))
    stage.answer(200, #"{"result":"completed"}"#)
    #expect(stage.last?.state == .completed)
  }

  @Test func `there is nothing to create`() throws {
    var stage = try stage("hint")
    stage.tell(.create([Draft()], ticket: Ticket(value: 2)))
    let refusal = JobFailure.unsupported(server: "demo", operation: .create, profile: "hint")
    #expect(stage.replies[Ticket(value: 2)] == .failure(refusal))
  }
}
