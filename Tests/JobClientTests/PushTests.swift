import JobClient
import JobModel
import JobProfile
import Testing

@Suite struct PushTests {
  private func job(_ id: String, _ status: String) -> String {
    #"{"id":"\#(id)","status":"\#(status)"}"#
  }

  private func message(_ id: String, _ status: String) -> PushFrame {
    PushFrame(name: "job", message: ["id": .string(id), "status": .string(status)], id: "1")
  }

  /// A server of ours with one job whose stream is open.
  private func stage() throws -> (WatcherStage, push: Int) {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    #expect(stage.openPush == nil)
    stage.answer(201, job("7", "pending"))
    let push = try #require(stage.openPush)
    stage.tell(.push(push, .opened))
    return (stage, push)
  }

  /// A server that has nothing but a stream, open for one job.
  private func stageOfStreamAlone() throws -> (WatcherStage, push: Int) {
    var stage = WatcherStage(try .pushing(#"sse: {path: /e, message: {id: "{id}", s: "{state}"}}"#))
    stage.track("7")
    let push = try #require(stage.openPush)
    stage.tell(.push(push, .opened))
    return (stage, push)
  }

  @Test func `the stream opens with the first job and closes after the last`() throws {
    var (stage, push) = try stage()
    #expect(stage.status?.link == .push(delay: .zero))
    stage.tell(.push(push, .message(message("7", "completed"))))
    stage.answer(200, job("7", "completed"))
    #expect(stage.openPush == nil)
  }

  @Test(arguments: [(7100, nil), (12, 12)])
  func `that a stream opened slowly is forgotten with its first message`(took: Int, told: Int?)
    throws
  {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, job("7", "pending"))
    let push = try #require(stage.openPush)
    stage.pass(.milliseconds(took))
    stage.tell(.push(push, .opened))
    #expect(stage.status?.link == .push(delay: .milliseconds(took)))
    stage.tell(.push(push, .message(message("7", "running"))))
    #expect(stage.status?.link == .push(delay: told.map { .milliseconds($0) }))
  }

  @Test func `an end that was pushed is believed when a status request says so`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push, .message(message("7", "completed"))))
    #expect(stage.last?.state == .pending)
    #expect(stage.lines == ["GET /v1/jobs/7"])
    stage.answer(200, job("7", "completed"))
    #expect(stage.last?.state == .completed)
  }

  @Test func `what is planned anew for push is told once, and that nothing was learned`() throws {
    let (stage, _) = try stage()
    #expect(stage.replanned.map(\.job.interval) == [.seconds(60)])
    #expect(stage.replanned.map(\.source) == [.create])
    #expect(stage.reported.count == 2)
  }

  @Test func `a row that comes into view tells what it is promised there`() throws {
    var (stage, _) = try stage()
    let run = try #require(stage.last?.run)
    stage.tell(.viewing([run]))
    stage.tell(.viewing([run]))
    #expect(stage.replanned.map(\.job.interval) == [.seconds(60), .seconds(10)])
  }

  @Test func `when push ends it is told that jobs are asked again`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push, .ended(.broken("reset"), code: nil)))
    #expect(stage.replanned.map(\.job.interval) == [.seconds(60), .seconds(2)])
  }

  @Test func `progress that was pushed shows at once`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push, .message(message("7", "running"))))
    #expect(stage.last?.state == .running)
    #expect(stage.lines == [])
  }

  @Test func `polling goes on slowly beside push`() throws {
    var (stage, _) = try stage()
    stage.pass(.seconds(59))
    #expect(stage.lines == [])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /v1/jobs/7"])
  }

  @Test func `a broken stream falls back to polling and comes back`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push, .ended(.broken("reset"), code: nil)))
    stage.pass(.milliseconds(10))
    #expect(stage.lines == ["GET /v1/jobs/7"])
    stage.answer(200, job("7", "running"))
    guard case .poll = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
    stage.openPush = nil
    stage.pass(.seconds(4))
    let again = try #require(stage.openPush)
    #expect(again != push)
    stage.tell(.push(again, .opened))
    guard case .push = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
  }

  @Test func `a stream that is refused for a while is opened again`() throws {
    var (stage, push) = try stage()
    stage.openPush = nil
    stage.tell(.push(push, .ended(nil, code: 503)))
    stage.pass(.seconds(4))
    #expect(stage.openPush != nil)
  }

  @Test func `a stream that is not there is left alone for five minutes`() throws {
    var (stage, push) = try stageOfStreamAlone()
    stage.openPush = nil
    stage.tell(.push(push, .ended(nil, code: 404)))
    stage.pass(.seconds(280))
    #expect(stage.openPush == nil)
  }

  @Test func `a push that is ahead of the answer to a create tells of the same job`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic, discovers: true)
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"jobs":[]}"#)
    let push = try #require(stage.openPush)
    stage.tell(.push(push, .opened))
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.tell(.push(push, .message(message("7", "pending"))))
    stage.answer(201, job("7", "pending"))
    #expect(stage.last?.runNumber == 1)
    #expect(stage.changes == [.submitting, .pending, .pending])
    #expect(stage.watcher.latestUpdates.count == 1)
  }

  @Test func `a retry opens one run and no more`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, job("7", "failed"))
    let run = try #require(stage.last?.run)
    stage.tell(.control(.retry, run, ticket: Ticket(value: 2)))
    stage.answer(202, job("7", "pending"))
    while !stage.lines.isEmpty { stage.answer(200, job("7", "running")) }
    #expect(stage.last?.runNumber == 2)
    #expect(stage.changes == [.submitting, .failed, .pending, .running])
  }

  @Test func `three mute streams and it stays closed for five minutes`() throws {
    var (stage, push) = try stageOfStreamAlone()
    for _ in 1...3 {
      stage.openPush = nil
      stage.tell(.push(push, .ended(.timedOut(.seconds(30)), code: nil)))
      stage.pass(.seconds(5))
      while !stage.lines.isEmpty { stage.answer(200, #"{"s":"running"}"#) }
      guard let next = stage.openPush else { break }
      push = next
      stage.tell(.push(push, .opened))
    }
    #expect(stage.openPush == nil)
    stage.pass(.seconds(280))
    #expect(stage.openPush == nil)
  }

  @Test func `an event of an older connection means nothing`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push - 1, .message(message("7", "completed"))))
    #expect(stage.lines == [])
  }

  @Test func `a message that cannot be read is counted`() throws {
    var (stage, push) = try stage()
    stage.tell(.push(push, .message(PushFrame(name: "job", message: nil))))
    #expect(stage.status?.dropped == ServerStatus.Dropped(messages: 1))
  }

  @Test func `from three jobs on one list answers for all of them`() throws {
    var stage = try WatcherStage("jobtop")
    for number in 1...3 {
      stage.tell(.create([Draft()], ticket: Ticket(value: number)))
      stage.keepNotes()
      stage.answer(201, job("\(number)", "pending"))
    }
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /v1/jobs?limit=500"])
    let jobs = (1...3).map { job("\($0)", "completed") }.joined(separator: ",")
    stage.answer(200, #"{"jobs":[\#(jobs)]}"#)
    #expect(stage.changes.suffix(3) == [.completed, .completed, .completed])
    #expect(stage.last?.polls == 0)
  }

  @Test func `jobs made elsewhere come in by the list and by push`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic, discovers: true)
    stage.pass(.milliseconds(1))
    #expect(stage.lines == ["GET /v1/jobs?limit=500"])
    stage.answer(200, #"{"jobs":[\#(job("1", "completed"))]}"#)
    let push = try #require(stage.openPush)
    stage.tell(.push(push, .opened))
    stage.tell(.push(push, .message(message("2", "running"))))
    #expect(stage.changes == [.completed, .running])
    #expect(stage.last?.jobID == "2")
  }
}
