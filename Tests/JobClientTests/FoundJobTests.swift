import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// One process made a job, and another has found it.
@Suite struct FoundJobTests {
  private func job(_ number: UInt64, _ stage: WatcherStage, _ state: JobState = .pending) -> Job {
    var job = Job(
      run: RunID(high: 1, low: number),
      server: "demo",
      jobID: "7",
      state: state,
      created: stage.now
    )
    job.seen = stage.now
    return job
  }

  @Test(arguments: [false, true])
  func `a job that was found here gets its name from the process that made it`(
    foundLater: Bool
  ) throws {
    var stage = try WatcherStage("envelope", sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    var made = job(1, stage)
    made.title = "#4"
    made.draft = Draft(inputs: ["length": 3])
    var found = job(2, stage, .running)
    if foundLater {
      stage.pass(.milliseconds(5))
      found.seen = stage.now
    }
    stage.tell(.foreign([found]))
    stage.tell(.foreign([made]))
    #expect(stage.last?.state == .running)
    #expect(stage.last?.title == "#4")
    #expect(stage.last?.draft == made.draft)
    // Who found it still does not know its name.
    stage.pass(.seconds(1))
    (found.seen, found.progress) = (stage.now, 0.5)
    stage.tell(.foreign([found]))
    #expect(stage.last?.progress == 0.5)
    #expect(stage.last?.title == "#4")
  }

  @Test func `a create that was given up here and sent by another process has its job`() throws {
    var stage = try WatcherStage("jobtop", sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.create([Draft()], within: .seconds(5), ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.pass(.seconds(6))
    let refused = try #require(stage.last)
    #expect(refused.state == .refused)
    var made = refused
    (made.jobID, made.state, made.reason, made.finished) = ("7", .running, nil, nil)
    made.seen = stage.now
    stage.tell(.foreign([made]))
    #expect(stage.last?.state == .running)
    #expect(stage.last?.jobID == "7")
  }

  /// A draft is sent; before its answer, or before the draft, another process finds job 7.
  private func create(whileFound: Bool) throws -> WatcherStage {
    var stage = try WatcherStage("envelope", sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    if !whileFound { stage.tell(.foreign([job(2, stage)])) }
    stage.pass(.seconds(2))
    stage.tell(.create([Draft(label: "intro")], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.pass(.seconds(2))
    if whileFound { stage.tell(.foreign([job(2, stage)])) }
    stage.pass(.seconds(2))
    let envelope = #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"7"}}"#
    stage.answer(200, envelope)
    return stage
  }

  @Test func `a job that another process found before its create was answered is one run`() throws {
    let stage = try create(whileFound: true)
    #expect(!stage.changes.contains(.lost))
    let known = stage.watcher.latestUpdates.map(\.job)
    #expect(known.map(\.runNumber) == [1])
    #expect(known.map(\.draft?.label) == ["intro"])
  }

  @Test func `a job that another process found before a create was sent is lost to its next run`()
    throws
  {
    let stage = try create(whileFound: false)
    #expect(stage.changes.contains(.lost))
    #expect(stage.watcher.latestUpdates.map(\.job.runNumber).max() == 2)
  }
}
