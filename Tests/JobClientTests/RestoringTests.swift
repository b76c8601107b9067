import JobClient
import JobModel
import JobProfile
import Testing

@Suite struct RestoringTests {
  private func kept(_ number: UInt64, _ state: JobState, _ stage: WatcherStage) -> Job {
    let id = state == .submitting ? nil : JobID("\(number)")
    return Job(
      run: RunID(high: 1, low: number),
      server: "demo",
      jobID: id,
      state: state,
      created: stage.now
    )
  }

  @Test func `what had not ended goes on being watched and what had is only shown`() throws {
    var stage = try WatcherStage()
    stage.tell(.restore([kept(1, .pending, stage), kept(2, .completed, stage)]))
    #expect(stage.changes == [.pending, .completed])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status/1"])
  }

  @Test func `a create without an answer from before is unconfirmed in time`() throws {
    var stage = try WatcherStage()
    stage.tell(.restore([kept(1, .submitting, stage)]))
    stage.pass(.seconds(14))
    #expect(stage.last?.state == .submitting)
    stage.pass(.seconds(2))
    #expect(stage.last?.state == .unconfirmed)
    #expect(stage.lines == [])
  }

  @Test func `a create from before is settled also while the server is away`() throws {
    var stage = try WatcherStage()
    let others = (2...200).map { kept($0, .pending, stage) }
    stage.tell(.restore([kept(1, .submitting, stage)] + others))
    stage.pass(.seconds(1))
    stage.lose(.notConnected("connection refused"))
    stage.pass(.seconds(15))
    #expect(stage.changes.last == .unconfirmed)
  }

  @Test
  func `a create without an answer from before is sent again under its key where that is safe`()
    throws
  {
    var stage = try WatcherStage("jobtop")
    stage.tell(.restore([kept(1, .submitting, stage)]))
    stage.pass(.seconds(16))
    #expect(stage.lines == ["POST /v1/jobs"])
  }

  @Test(arguments: [true, false])
  func `a create from before that is sent again is the job that was found meanwhile`(
    byEarlierProcess: Bool
  ) throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(200, #"{"jobs":[]}"#)
    var sent = kept(1, .submitting, stage)
    sent.draft = Draft()
    let found = #"{"id":"7","status":"completed","created_at":"1970-01-12T13:46:41Z"}"#
    if byEarlierProcess {
      var job = kept(7, .completed, stage)
      job.seen = stage.now.advanced(by: .seconds(2))
      stage.tell(.restore([sent, job]))
    } else {
      stage.tell(.restore([sent]))
      stage.tell(.enumerate(filters: [:], ticket: Ticket(value: 1)))
      stage.answer(200, #"{"jobs":[\#(found)]}"#)
    }
    for _ in 1...20 where !stage.lines.contains("POST /v1/jobs") {
      stage.pass(.seconds(1))
      while stage.lines.first?.hasPrefix("GET") == true {
        stage.answer(200, #"{"jobs":[\#(found)]}"#)
      }
    }
    // A server that knows the key repeats its first answer.
    stage.answer(201, #"{"id":"7","status":"pending","created_at":"1970-01-12T13:46:41Z"}"#)
    let own = try #require(stage.reported.last?.update)
    #expect(own.job.run == sent.run && own.replaces != nil)
    #expect(own.job.runNumber == 1)
    #expect(own.state == .completed)
    #expect(stage.watcher.latestUpdates.map(\.job.run) == [sent.run])
  }

  @Test func `a clock that was set back puts nothing off`() throws {
    var stage = try WatcherStage()
    var sent = kept(1, .submitting, stage)
    sent.draft = Draft()
    var job = kept(2, .pending, stage)
    job.seen = stage.now
    stage.now = stage.now.advanced(by: .seconds(-3600))
    stage.tell(.restore([sent, job]))
    #expect(stage.last?.seen == stage.now)
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status/2"])
    stage.pass(.seconds(15))
    #expect(stage.changes.last == .unconfirmed)
  }

  @Test func `a create from before is settled also where a list serves all jobs`() throws {
    var stage = try WatcherStage("listing")
    let others = (2...4).map { kept($0, .pending, stage) }
    stage.tell(.restore([kept(1, .submitting, stage)] + others))
    for _ in 1...17 {
      stage.pass(.seconds(1))
      while stage.lines == ["GET /translations/status"] { stage.answer(200, #"{"jobs":[]}"#) }
      while !stage.lines.isEmpty { stage.lose(.broken("reset")) }
    }
    #expect(
      stage.watcher.latestUpdates.filter { $0.job.jobID == nil }.map(\.state) == [.unconfirmed]
    )
  }

  @Test func `a create from before with an id of ours is sent again and not lost`() throws {
    var stage = try WatcherStage("ray")
    var job = kept(1, .submitting, stage)
    job.jobID = "ours"
    let others = (2...4).map { kept($0, .pending, stage) }
    stage.tell(.restore([job] + others))
    for _ in 1...40 {
      stage.pass(.seconds(1))
      while let line = stage.lines.first, !line.hasPrefix("POST") {
        stage.answer(line == "GET /api/jobs/" ? 200 : 404, line == "GET /api/jobs/" ? "[]" : "")
      }
    }
    #expect(stage.lines.filter { $0.hasPrefix("POST") } == ["POST /api/jobs/"])
  }

  @Test func `what another process writes shows up and what it saw last counts`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    let run = try #require(stage.last?.run)
    var job = try #require(stage.last)
    job.seen = stage.now.advanced(by: .seconds(1))
    job.state = .completed
    stage.tell(.foreign([job, kept(9, .running, stage)]))
    #expect(stage.changes.suffix(2) == [.completed, .running])
    #expect(stage.reported.contains { $0.update.job.run == run && $0.update.source == .store })
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/9"])
  }

  @Test func `a create of another process ends in the job that was found before its answer`() throws
  {
    var stage = try WatcherStage()
    stage.tell(.track(["7"], ticket: Ticket(value: 1)))
    stage.answerStatus("pending")
    var found = try #require(stage.last)
    var sent = kept(1, .submitting, stage)
    sent.draft = Draft(inputs: ["a": 1])
    stage.tell(.foreign([sent]))
    #expect(stage.last?.state == .submitting)
    found.draft = sent.draft
    stage.tell(.foreign([found]))
    let own = try #require(stage.reported.last?.update)
    #expect(own.job.run == found.run && own.replaces == sent.run)
    stage.pass(.seconds(60))
    #expect(stage.changes.last != .unconfirmed)
  }

  @Test(arguments: ["pending", "completed"])
  func `a create of another process that is answered after its job was found makes no second row`(
    word: String
  ) throws {
    var stage = try WatcherStage()
    var sent = kept(1, .submitting, stage)
    sent.draft = Draft(inputs: ["a": 1])
    stage.tell(.foreign([sent]))
    stage.tell(.track(["7"], ticket: Ticket(value: 1)))
    stage.answerStatus(word)
    let found = try #require(stage.last)
    var answered = sent
    (answered.jobID, answered.state) = ("7", .pending)
    stage.tell(.foreign([answered]))
    let own = try #require(stage.reported.last?.update)
    #expect(own.job.run == found.run && own.replaces == sent.run)
    #expect(own.job.draft == sent.draft && own.state == found.state)
    #expect(stage.watcher.latestUpdates.map(\.job.run) == [found.run])
  }

  @Test func `an older fact of another process does not undo a newer one of ours`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    let old = try #require(stage.last)
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    stage.tell(.foreign([old]))
    #expect(stage.last?.state == .completed)
  }

  @Test func `a job that is forgotten is asked about no more`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    let run = try #require(stage.last?.run)
    stage.tell(.forget([run]))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
    #expect(stage.journal.last == .forget(run))
  }
}
