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

  @Test func `a wait for the one job asks whether it has begun anew`() throws {
    var stage = try WatcherStage("webhook")
    stage.tell(.track([.only], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    let ticket = Ticket(value: 1)
    stage.pass(.seconds(60))
    stage.tell(.wait(JobWait(job: .only, ticket: ticket, deadline: nil, within: nil)))
    #expect(stage.replies[ticket] == nil)
    stage.answer(200, #"{"result":"pending"}"#)
    #expect(stage.replies[ticket] == nil)
    stage.pass(.seconds(60))
    stage.answer(200, #"{"result":"error"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.failed])
    #expect(stage.last?.runNumber == 2)
  }

  @Test func `a wait for the one job that has ended for good ends with the next answer`() throws {
    var stage = try WatcherStage("webhook")
    stage.tell(.track([.only], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    stage.pass(.seconds(60))
    let ticket = Ticket(value: 1)
    stage.tell(.wait(JobWait(job: .only, ticket: ticket, deadline: nil, within: nil)))
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(5))
    stage.answer(200, #"{"result":"completed"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.completed])
  }

  @Test func `a screen goes on asking after the end of the one job`() throws {
    var stage = try WatcherStage("webhook", discovers: true)
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    stage.pass(.seconds(10))
    stage.answer(200, #"{"result":"pending"}"#)
    #expect(stage.last?.runNumber == 2 && stage.last?.state == .pending)
  }

  @Test func `a server that has no job for a while is asked again`() throws {
    var stage = try WatcherStage("webhook", discovers: true)
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    stage.pass(.seconds(10))
    stage.answer(404, "")
    stage.pass(.seconds(10))
    stage.answer(200, #"{"result":"pending"}"#)
    #expect(stage.last?.runNumber == 2 && stage.last?.state == .pending)
  }

  @Test func `a request that fails after the end of the one job is not the last one`() throws {
    var stage = try WatcherStage("webhook", discovers: true)
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    stage.pass(.seconds(10))
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(10))
    stage.answer(200, #"{"result":"pending"}"#)
    #expect(stage.last?.runNumber == 2 && stage.last?.state == .pending)
  }
}
