import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// What processes on one journal make of the same job; the simulation found each of these.
@Suite struct SharedRunTests {
  private func job(
    _ number: UInt64,
    _ stage: WatcherStage,
    id: JobID? = nil,
    run: Int = 1,
    _ state: JobState = .pending
  ) -> Job {
    var job = Job(
      run: RunID(high: 1, low: number),
      server: "demo",
      jobID: id,
      runNumber: run,
      state: state,
      created: stage.now
    )
    if state != .submitting, state != .unconfirmed { job.seen = stage.now }
    return job
  }

  private func wait(for id: JobID, ticket: Int = 1, within limit: Duration? = nil) -> JobWait {
    JobWait(job: id, ticket: Ticket(value: ticket), deadline: nil, within: limit)
  }

  /// A program that reads what another one asks.
  private func reader(_ profile: String = "envelope", resumes: Bool = true) throws -> WatcherStage {
    var stage = try WatcherStage(profile, resumes: resumes, sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    return stage
  }

  @Test func `a create that another process gave up is unconfirmed here too`() throws {
    var stage = try reader()
    var draft = job(1, stage, .submitting)
    draft.draft = Draft()
    stage.tell(.foreign([draft]))
    draft.state = .unconfirmed
    draft.reason = "nobody knows"
    stage.tell(.foreign([draft]))
    #expect(stage.changes == [.submitting, .unconfirmed])
    draft.reason = "its list shows 7"
    stage.tell(.foreign([draft]))
    #expect(stage.last?.reason == draft.reason)
  }

  @Test func `a create of another process whose id was known before its answer is asked about`()
    throws
  {
    var stage = try WatcherStage("client-id")
    var draft = job(1, stage, id: "a", .submitting)
    draft.draft = Draft()
    stage.tell(.foreign([draft]))
    stage.pass(.seconds(1))
    (draft.state, draft.seen) = (.pending, stage.now)
    stage.tell(.foreign([draft]))
    stage.pass(.seconds(5))
    #expect(stage.lines == ["GET /status?job_id=a"])
  }

  @Test func `who waits for a create by the id that was chosen waits for that create`() throws {
    var stage = try WatcherStage("client-id")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    let own = try #require(stage.last)
    let id = try #require(own.jobID)
    stage.tell(.wait(wait(for: id, ticket: 2)))
    stage.answer(200, #"{"job_id":"\#(id)","message":"Job successfully recieved"}"#)
    #expect(stage.watcher.latestUpdates.map(\.job.run) == [own.run])
    stage.pass(.seconds(3))
    stage.answer(200, #"{"job_id":"\#(id)","status":"completed"}"#)
    #expect(stage.replies[Ticket(value: 2)]?.updates.map(\.state) == [.completed])
    #expect(stage.changes == [.submitting, .pending, .completed])
  }

  @Test func `what still waited to be asked when the turn passed is left to the other`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic, sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.restore([job(7, stage, id: "7")]))
    try stage.tellPush(.opened)
    stage.pass(.seconds(1))
    // The server asks to wait, so that the end that is pushed then cannot be confirmed at once.
    stage.answer(429, "", headers: [.retryAfter: "20"])
    let frame = PushFrame(name: "job", message: ["id": "7", "status": "completed"])
    try stage.tellPush(.message(frame))
    stage.tell(.turn(.theirs(nil)))
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
  }

  @Test func `who reads does not try whether a server is well again`() throws {
    var stage = try WatcherStage(sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.restore([job(7, stage, id: "7")]))
    stage.pass(.seconds(3))
    stage.answerStatus("pending")
    for _ in 1...6 {
      stage.sleep()
      while !stage.asked.isEmpty { stage.lose(.timedOut(.seconds(10))) }
    }
    stage.tell(.turn(.theirs(nil)))
    stage.pass(.seconds(120))
    #expect(stage.lines == [])
  }

  @Test func `who waits for the one job to begin anew is answered also where another asks`()
    throws
  {
    var stage = try reader("ratelimited", resumes: false)
    stage.tell(.restore([job(1, stage, id: .only, .completed)]))
    stage.pass(.seconds(1))
    stage.tell(.wait(wait(for: .only)))
    stage.answer(502, "")
    stage.pass(.seconds(30))
    stage.answer(200, #"{"result":"completed"}"#)
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.state) == [.completed])
  }

  @Test func `who waits for the one job waits for the run that another process noted down`()
    throws
  {
    var stage = try reader("ratelimited", resumes: false)
    stage.tell(.restore([job(1, stage, id: .only, .completed)]))
    stage.pass(.seconds(1))
    stage.tell(.wait(wait(for: .only)))
    stage.pass(.seconds(1))
    var next = job(2, stage, id: .only, run: 2)
    stage.tell(.foreign([next]))
    #expect(stage.bids.last?.jobs == [.only])
    stage.pass(.seconds(1))
    (next.state, next.seen) = (.failed, stage.now)
    stage.tell(.foreign([next]))
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.job.runNumber) == [2])
  }

  @Test func `a job that another process forgot is not shown or asked about, and not found again`()
    throws
  {
    var stage = try WatcherStage("listing", discovers: true)
    stage.tell(.restore([job(1, stage, id: "7")]))
    let asked = stage.lines.count { $0.hasSuffix("/7") }
    stage.tell(.foreign([], forgotten: [job(9, stage, id: "7")]))
    #expect(stage.forgotten == [RunID(high: 1, low: 1)])
    stage.tell(.foreign([], forgotten: [job(9, stage, id: "7")]))
    #expect(stage.forgotten == [RunID(high: 1, low: 1)])
    stage.pass(.seconds(60))
    #expect(stage.lines.count { $0.hasSuffix("/7") } == asked)
  }

  @Test func `who waits for a job that another process forgot asks about it alone`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.restore([job(1, stage, id: "7")]))
    stage.tell(.wait(wait(for: "7")))
    stage.pass(.seconds(10))
    #expect(stage.lines == [])
    stage.tell(.foreign([], forgotten: [job(1, stage, id: "7")]))
    stage.pass(.seconds(1))
    stage.answerStatus("completed")
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.state) == [.completed])
  }

  @Test(arguments: [true, false])
  func `a run whose id another process's create got is lost, and who waits for it is told`(
    wasSent: Bool
  ) throws {
    var stage = try reader(resumes: false)
    stage.tell(.restore([job(1, stage, id: "7")]))
    stage.tell(.wait(wait(for: "7")))
    var draft = job(2, stage, .submitting)
    draft.draft = Draft()
    if wasSent { stage.tell(.foreign([draft])) }
    stage.pass(.seconds(1))
    (draft.state, draft.jobID, draft.runNumber) = (.pending, "7", 2)
    draft.seen = stage.now
    stage.tell(.foreign([draft]))
    #expect(stage.replies[Ticket(value: 1)]?.updates.map(\.state) == [.lost])
    #expect(stage.bids.last?.jobs == [])
  }

  @Test func `the next run of a job that others want to hear of is asked about as well`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.restore([job(1, stage, id: "7")]))
    stage.tell(.turn(.ours(LeaseBid(reach: .named, jobs: ["7"]))))
    stage.pass(.seconds(1))
    stage.answerStatus("completed")
    stage.pass(.seconds(1))
    stage.tell(.foreign([job(2, stage, id: "7", run: 2)]))
    stage.pass(.seconds(5))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `a create that a living process may still have to send is not settled by another`()
    throws
  {
    var stage = try WatcherStage(sharesAsking: true)
    let since = stage.now
    stage.tell(.turn(.ours(LeaseBid(reach: .named, creatingSince: since))))
    var draft = job(1, stage, .submitting)
    draft.draft = Draft()
    stage.tell(.foreign([draft]))
    stage.pass(.seconds(60))
    #expect(stage.changes == [.submitting])
    stage.tell(.turn(.alone))
    stage.pass(.seconds(6))
    #expect(stage.changes == [.submitting, .unconfirmed])
  }

  @Test func `whoever creates says since when`() throws {
    var stage = try reader(resumes: false)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    #expect(stage.bids.last?.creatingSince == stage.now)
    stage.keepNotes()
    stage.answer(200, #"{"meta":{"message":"Job created successfully"},"payload":{"jobID":"7"}}"#)
    #expect(stage.bids.last?.creatingSince == nil)
  }

  @Test func `a create whose job another process found before its answer has no row of its own`()
    throws
  {
    var stage = try reader()
    var draft = job(1, stage, .submitting)
    draft.draft = Draft()
    stage.tell(.foreign([draft]))
    // Both were noted down before anybody looked: the one who found it gave the row its name.
    var found = job(2, stage, id: "7")
    found.draft = draft.draft
    stage.tell(.foreign([found]))
    #expect(stage.reported.last?.update.replaces == draft.run)
    #expect(stage.watcher.latestUpdates.map(\.job.run) == [found.run])
  }

  @Test func `of two creates that are alike the one without an answer keeps its row`() throws {
    var stage = try reader()
    var drafts = [job(1, stage, .submitting), job(2, stage, id: "7")]
    for place in drafts.indices { drafts[place].draft = Draft() }
    stage.tell(.foreign(drafts))
    #expect(stage.watcher.latestUpdates.map(\.state) == [.submitting, .pending])
  }

  @Test func `a job that is lost to who knew less of it goes back to nothing older`() throws {
    var stage = try WatcherStage("jobtop", sharesAsking: true)
    stage.tell(.turn(.alone))
    var old = job(1, stage, id: "7")
    old.revision = "12"
    stage.tell(.restore([old]))
    stage.pass(.seconds(3))
    stage.answer(200, #"{"id":"7","status":"running","revision":"15"}"#)
    (old.state, old.finished, old.reason) = (.lost, stage.now, "its id is another's")
    stage.tell(.foreign([old, job(2, stage, id: "7", run: 2)]))
    let lost = try #require(stage.reported.first { $0.update.state == .lost }?.update.job)
    #expect([lost.revision, lost.reason] == ["15", old.reason])
    #expect(stage.watcher.latestUpdates.map(\.job.runNumber) == [2])
  }

  @Test(arguments: [true, false])
  func `a create that another process has sent is not sent again without its draft`(
    isUnderWay: Bool
  ) throws {
    var stage = try WatcherStage("jobtop", resumes: false, sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.create([Draft()], within: .seconds(600), ticket: Ticket(value: 1)))
    stage.keepNotes()
    let draft = try #require(stage.last)
    if !isUnderWay { stage.answer(429, "", headers: [.retryAfter: "20"]) }
    stage.tell(.turn(.ours(LeaseBid(reach: .named, jobs: ["7"]))))
    var sent = draft
    (sent.jobID, sent.state, sent.seen) = ("7", .pending, stage.now)
    stage.tell(.foreign([sent]))
    #expect(stage.replies[Ticket(value: 1)]?.updates.compactMap(\.job.jobID) == ["7"])
    if isUnderWay { stage.answer(201, #"{"id":"7","status":"pending"}"#) }
    stage.pass(.seconds(60))
    #expect(Set(stage.lines).subtracting(["GET /v1/jobs/7"]) == [])
  }

  @Test func `that nobody knows a job sends no create that is not noted down yet`() throws {
    var stage = try WatcherStage("client-id")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    let id = try #require(stage.last?.jobID)
    stage.tell(.query(id, ticket: Ticket(value: 2)))
    stage.answer(404, #"{"error":"Job Id was not found in current Jobs"}"#)
    #expect(stage.lines == [])
    stage.keepNotes()
    #expect(stage.lines == ["POST /start"])
  }
}
