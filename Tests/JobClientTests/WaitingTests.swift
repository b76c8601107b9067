import JobClient
import JobModel
import JobProfile
import Testing

@Suite struct WaitingTests {
  private let ticket = Ticket(value: 9)

  private func wait(_ stage: WatcherStage, seconds: Int64?, polls: Int? = nil) -> WatcherEvent {
    .wait(
      JobWait(
        job: "7",
        ticket: ticket,
        deadline: seconds.map { stage.now.advanced(by: .seconds($0)) },
        within: seconds.map { .seconds($0) },
        maximumPolls: polls
      )
    )
  }

  @Test func `the last poll happens at the deadline and then the wait is over`() throws {
    var stage = try WatcherStage(poll: .fixed(.seconds(60), jitter: 0))
    stage.create("7")
    stage.tell(wait(stage, seconds: 30))
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status/7"])
    stage.answerStatus("pending")
    let unfinished = JobFailure.Unfinished(
      server: "demo",
      id: "7",
      lastState: .pending,
      seen: stage.now,
      polls: 1
    )
    #expect(stage.replies[ticket] == .failure(.deadline(unfinished, within: .seconds(30))))
  }

  @Test func `a last poll without an answer does not hold the caller for longer than a second`()
    throws
  {
    var stage = try WatcherStage(poll: .fixed(.seconds(60), jitter: 0))
    stage.create("7")
    stage.tell(wait(stage, seconds: 30))
    stage.pass(.seconds(30))
    #expect(stage.replies[ticket] == nil)
    stage.pass(.seconds(1))
    guard case .deadline = stage.replies[ticket]?.failure else {
      Issue.record("no reply")
      return
    }
  }

  @Test func `the caller hears of the end`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(wait(stage, seconds: nil))
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    #expect(stage.replies[ticket]?.updates.first?.state == .completed)
  }

  @Test func `a count of polls ends a wait only where the caller asked for one`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(wait(stage, seconds: nil, polls: 2))
    for _ in 1...2 {
      stage.pass(.seconds(2))
      stage.answerStatus("pending")
    }
    guard case .tooManyPolls(let job, limit: 2) = stage.replies[ticket]?.failure else {
      Issue.record("no reply")
      return
    }
    #expect(job.polls == 2)
  }

  @Test
  func `a server that was never reached ends the wait after as many tries as patience allows`()
    throws
  {
    var stage = try WatcherStage(patience: 2)
    stage.tell(wait(stage, seconds: nil))
    stage.pass(.milliseconds(1))
    stage.lose(.notConnected("connection refused"))
    #expect(stage.replies[ticket] == nil)
    stage.pass(.seconds(5))
    stage.lose(.notConnected("connection refused"))
    guard case .unreachable = stage.replies[ticket]?.failure else {
      Issue.record("no reply")
      return
    }
  }

  @Test func `answers that cannot be read end a wait and not the job`() throws {
    var stage = try WatcherStage(patience: 2)
    stage.create("7")
    stage.tell(wait(stage, seconds: nil))
    for _ in 1...2 {
      stage.pass(.seconds(6))
      #expect(stage.replies[ticket] == nil)
      stage.answer(200, "<html>")
    }
    guard case .unreadable = stage.replies[ticket]?.failure else {
      Issue.record("no reply")
      return
    }
    #expect(stage.last?.state == .pending)
  }

  @Test(arguments: [400, 405, 422])
  func `nobody waits for a job that the server twice refuses to tell of and never confirmed`(
    code: Int
  ) throws {
    var stage = try WatcherStage("listing")
    stage.tell(wait(stage, seconds: nil))
    stage.pass(.milliseconds(1))
    stage.answer(code, #"{"detail":"Input should be a valid UUID"}"#)
    #expect(stage.replies[ticket] == nil)
    stage.pass(.seconds(4))
    #expect(stage.lines == ["GET /translations/status/7"])
    stage.answer(code, #"{"detail":"Input should be a valid UUID"}"#)
    let request = JobFailure.Request(server: "demo", line: "GET /translations/status/7")
    let failure = JobFailure.failed(request, code: code, reason: "Input should be a valid UUID")
    #expect(stage.replies[ticket] == .failure(failure))
    #expect(stage.last?.reason == failure.description)
    stage.pass(.seconds(4))
    stage.answer(200, #"{"id":"7","status":"pending"}"#)
    #expect(stage.last?.reason == nil)
  }

  @Test func `a job that was confirmed is waited for whatever 422 says, and the deadline tells it`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(wait(stage, seconds: 30))
    for _ in 1...10 {
      stage.pass(.seconds(3))
      while !stage.asked.isEmpty { stage.answer(422, #"{"error":"not today"}"#) }
    }
    guard case .deadline? = stage.replies[ticket]?.failure else {
      Issue.record("\(String(describing: stage.replies[ticket]))")
      return
    }
    let sentence = stage.replies[ticket]?.failure?.description ?? ""
    #expect(sentence.contains("demo answered GET /status/7 with 422: not today."))
  }

  @Test func `closing turns every caller away`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(wait(stage, seconds: nil))
    stage.tell(.close)
    #expect(stage.replies[ticket] == .failure(.closed))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
  }
}
