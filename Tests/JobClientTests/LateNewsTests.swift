import JobClient
import JobModel
import JobProfile
import Testing

/// What another process notes down, or a server tells, when more is known here already; the simulation
/// found each of these.
@Suite struct LateNewsTests {
  private func job(
    _ number: UInt64,
    _ stage: WatcherStage,
    id: JobID? = nil,
    _ state: JobState,
    revision: String? = nil
  ) -> Job {
    var job = Job(
      run: RunID(high: 1, low: number),
      server: "demo",
      jobID: id,
      state: state,
      created: stage.now
    )
    if state != .submitting { job.seen = stage.now }
    job.revision = revision
    return job
  }

  private func draft(
    _ stage: WatcherStage,
    id: JobID? = nil,
    _ state: JobState = .submitting,
    revision: String? = nil
  ) -> Job {
    var job = job(1, stage, id: id, state, revision: revision)
    job.draft = Draft()
    return job
  }

  private func asker(
    _ profile: String,
    _ turn: LeaseTurn = .alone,
    resumes: Bool = true
  ) throws -> WatcherStage {
    var stage = try WatcherStage(profile, resumes: resumes, sharesAsking: true)
    stage.tell(.turn(turn))
    return stage
  }

  @Test(arguments: [(JobState.pending, false), (.completed, false), (.completed, true)])
  func `what another process knows of an earlier revision is old`(
    state: JobState,
    isLater: Bool
  ) throws {
    var stage = try asker("jobtop")
    stage.tell(.restore([job(1, stage, id: "7", .pending, revision: "9")]))
    stage.pass(.seconds(3))
    stage.answer(200, #"{"id":"7","status":"running","revision":"42"}"#)
    stage.pass(.seconds(1))
    stage.tell(.foreign([job(2, stage, id: "7", state, revision: isLater ? "43" : "41")]))
    #expect(stage.last?.revision == (isLater ? "43" : "42"))
    #expect(stage.last?.state == (isLater ? state : .running))
  }

  @Test func `a push from before the end asks nothing`() throws {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.tell(.track(["7", "8"], ticket: nil))
    stage.answer(200, #"{"id":"7","status":"running","revision":"12"}"#)
    stage.answer(200, #"{"id":"8","status":"running"}"#)
    try stage.tellPush(.opened)
    func tell(_ state: String, _ revision: String) throws {
      let message: JSON = [
        "id": "7", "status": .string(state), "revision": .string(revision),
      ]
      try stage.tellPush(.message(PushFrame(name: "job", message: message)))
    }
    try tell("completed", "13")
    stage.answer(200, #"{"id":"7","status":"completed","revision":"13"}"#)
    #expect(stage.last?.state == .completed)
    try tell("running", "12")
    #expect(stage.lines == [])
    try tell("running", "14")
    #expect(stage.lines == ["GET /v1/jobs/7"])
  }

  @Test func `a job that has ended here is not active again because its draft becomes known`()
    throws
  {
    var stage = try asker("jobtop", resumes: false)
    stage.tell(.foreign([draft(stage)]))
    stage.tell(.track(["7"], ticket: nil))
    stage.answer(200, #"{"id":"7","status":"completed","revision":"13"}"#)
    stage.tell(.foreign([draft(stage, id: "7", .pending, revision: "11")]))
    #expect(stage.watcher.latestUpdates.map(\.state) == [.completed])
    #expect(stage.bids.last?.jobs == [])
  }

  @Test func `that a server does not know the id of a create which lives sends nothing`() throws {
    var stage = try asker("client-id", resumes: true)
    stage.tell(.turn(.ours(LeaseBid(reach: .named, creatingSince: stage.now))))
    stage.tell(.foreign([draft(stage, id: "a")]))
    stage.tell(.query("a", ticket: Ticket(value: 1)))
    stage.answer(404, #"{"error":"Job Id was not found in current Jobs"}"#)
    stage.pass(.seconds(60))
    #expect(Set(stage.lines) == [])
  }

  @Test(arguments: [
    LeaseTurn.theirs(ServerStatus(server: "demo", link: .idle)),
    .ours(LeaseBid(reach: .named, creatingSince: Timestamp(seconds: 1_000_000))),
  ])
  func `who has just ceased to ask, or to create, may still be telling what came of it`(
    before: LeaseTurn
  ) throws {
    var stage = try asker("jobtop", before)
    stage.tell(.foreign([draft(stage)]))
    stage.pass(.seconds(31))
    stage.tell(.turn(.ours(LeaseBid(reach: .named))))
    stage.pass(.seconds(4.9))
    #expect(Set(stage.lines).subtracting(["GET /v1/jobs"]) == [])
    stage.pass(.seconds(6))
    #expect(stage.lines.contains("POST /v1/jobs"))
  }

  @Test func `an end that is told while the quota is spent is asked about when a repeat may pass`()
    throws
  {
    let push = #"sse: {path: /e, message: {id: "{id}", s: "{state}"}, replay: true}"#
    var stage = WatcherStage(try .pushing(push), quota: RetryQuota(capacity: 14))
    stage.tell(.track(["7", "8"], ticket: nil))
    stage.answer(500, "oops")
    stage.answer("running")
    while stage.lines != ["GET /jobs/7"] {
      stage.sleep()
      while stage.lines.contains("GET /jobs/8") { stage.answer("running") }
    }
    stage.answer(500, "oops")
    try stage.tellPush(.opened)
    try stage.tellPush(
      .message(PushFrame(name: "message", message: ["id": "7", "s": "completed"]))
    )
    #expect(stage.lines == [])
    stage.pass(.seconds(9))
    #expect(stage.lines == ["GET /jobs/7"])
  }

  @Test func `a create that was given up elsewhere is known here although it was asked about`()
    throws
  {
    var stage = try WatcherStage("client-id")
    stage.tell(.foreign([draft(stage, id: "a")]))
    stage.tell(.query("a", ticket: Ticket(value: 1)))
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(5))
    while !stage.lines.isEmpty { stage.lose(.timedOut(.seconds(10))) }
    var given = draft(stage, id: "a", .unconfirmed)
    (given.seen, given.reason) = (nil, "nobody knows")
    stage.tell(.foreign([given]))
    #expect(stage.watcher.latestUpdates.map(\.state) == [.unconfirmed])
  }

  @Test func `a request about a create of others that fails says nothing of it`() throws {
    var stage = try asker("client-id")
    stage.tell(.turn(.ours(LeaseBid(reach: .named, creatingSince: stage.now))))
    stage.tell(.foreign([draft(stage, id: "a")]))
    stage.tell(.query("a", ticket: Ticket(value: 1)))
    stage.lose(.broken("reset by peer"))
    stage.pass(.seconds(60))
    #expect(stage.journal.isEmpty)
    #expect(stage.watcher.latestUpdates.map(\.state) == [.submitting])
  }

  @Test func `the answer to a create changes nothing of a run that has ended by now`() throws {
    var stage = try asker("jobtop")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    let own = try #require(stage.last)
    var ended = job(1, stage, id: "7", .completed).renamed(own.run)
    ended.draft = own.draft
    stage.tell(.foreign([ended]))
    stage.pass(.seconds(1))
    var next = job(2, stage, id: "7", .pending)
    next.runNumber = 2
    stage.tell(.foreign([next]))
    stage.answer(201, #"{"id":"7","status":"pending"}"#)
    let told = stage.reported.map(\.update.job).filter { $0.run == own.run }
    #expect(told.map(\.state) == [.submitting, .completed])
    #expect(told.map(\.runNumber) == [1, 1])
    #expect(stage.watcher.latestUpdates.map(\.job.run) == [next.run])
  }
}
