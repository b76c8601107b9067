import JobClient
import JobModel
import JobProfile
import Testing

/// A push is a hint; what it says of an end is asked for.
@Suite struct HintTests {
  /// A server whose stream is open for job 7.
  private func stage(
    replay: Bool = true,
    poll: PollPolicy = .fixed(.seconds(2))
  ) throws -> WatcherStage {
    let push = #"sse: {path: /e, message: {id: "{id}", s: "{state}"}, replay: \#(replay)}"#
    var stage = WatcherStage(try .pushing(push), poll: poll)
    stage.track("7")
    try stage.tellPush(.opened)
    return stage
  }

  @Test func `what a hint led to counts as learned by push`() throws {
    var stage = try stage()
    stage.tell(.wait(JobWait(job: "7", ticket: Ticket(value: 1), deadline: nil, within: nil)))
    try stage.tellPush(.message(.job("7", "completed")))
    stage.answer("completed")
    #expect(stage.last?.state == .completed)
    #expect(stage.lastSource == .push(.sse))
    #expect(stage.last?.polls == 2)
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.source) == [.push(.sse)])
  }

  @Test func `a hint that comes while a request is on its way is asked about after it`() throws {
    var stage = try stage(replay: false)
    stage.pass(.milliseconds(1))
    #expect(stage.lines == ["GET /jobs/7"])
    stage.now = stage.now.advanced(by: .seconds(1))
    try stage.tellPush(.message(.job("7", "completed")))
    #expect(stage.lines == ["GET /jobs/7"])
    stage.answer("running")
    #expect(stage.lines == ["GET /jobs/7"])
    stage.answer("completed")
    #expect(stage.last?.state == .completed)
  }

  @Test func `an answer from a cache does not silence a hint`() throws {
    var stage = try stage()
    try stage.tellPush(.message(.job("7", "completed")))
    stage.answer("running")
    #expect(stage.lines == [])
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /jobs/7"])
    stage.answer("completed")
    #expect(stage.last?.state == .completed)
  }

  @Test func `an end that an answer denies is asked about within seconds, however slow the plan`()
    throws
  {
    var stage = try stage(poll: .fixed(.seconds(60)))
    try stage.tellPush(.message(.job("7", "completed")))
    for pause in [1, 2] {
      stage.answer("running")
      stage.pass(.seconds(pause) - .milliseconds(1))
      #expect(stage.lines == [])
      stage.pass(.milliseconds(1))
      #expect(stage.lines == ["GET /jobs/7"])
    }
    stage.answer("running")
    stage.pass(.seconds(50))
    #expect(stage.lines == [])
  }

  @Test func `a push that three answers deny was a mistake`() throws {
    var stage = try stage()
    try stage.tellPush(.message(.job("7", "completed")))
    for _ in 1...3 {
      stage.answer("running")
      stage.pass(.seconds(2))
    }
    #expect(stage.lines == [])
    #expect(stage.last?.state == .running)
  }

  @Test func `a message that does not name its job leads to a question about each`() throws {
    var stage = try stage()
    stage.track("8")
    try stage.tellPush(.message(PushFrame(name: "message", message: ["s": "completed"])))
    #expect(stage.lines.sorted() == ["GET /jobs/7", "GET /jobs/8"])
  }

  @Test func `an event of another name means nothing`() throws {
    var stage = try stage()
    try stage.tellPush(.message(.job("7", "completed", name: "ping")))
    try stage.tellPush(.message(PushFrame(name: "ping", message: nil)))
    #expect(stage.lines == [])
    #expect(stage.status?.dropped.total == 0)
  }

  @Test func `a hint about a run that a newer one has followed is not asked about`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic, discovers: true)
    stage.answer(200, #"{"jobs":[{"id":"5","status":"completed"}]}"#)
    try stage.tellPush(.opened)
    stage.pass(.seconds(1))
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.lose(.timedOut(.seconds(10)))
    let told = JSON.object([JSON.Member("id", "5"), JSON.Member("status", "pending")])
    try stage.tellPush(.message(PushFrame(name: "job", message: told)))
    #expect(stage.lines == [])
    stage.pass(.seconds(5))
    #expect(stage.lines == ["POST /v1/jobs"])
    stage.answer(201, #"{"id":"5","status":"failed"}"#)
    #expect(stage.last?.runNumber == 2)
    #expect(stage.lines == [])
  }
}
