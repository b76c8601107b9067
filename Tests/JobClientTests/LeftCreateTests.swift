import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Creates that an earlier process left without an answer, where a command wants to know.
@Suite struct LeftCreateTests {
  private let ticket = Ticket(value: 1)

  /// A command that finds such a create.
  private func command(_ profile: String, asks: Bool = true) throws -> WatcherStage {
    var stage = try WatcherStage(profile, resumes: false, sharesAsking: true)
    stage.tell(.turn(asks ? .alone : .theirs(nil)))
    var draft = Job(
      run: RunID(high: 1, low: 1),
      server: "demo",
      jobID: nil,
      state: .submitting,
      created: stage.now
    )
    draft.draft = Draft()
    stage.tell(.restore([draft]))
    return stage
  }

  /// A command whose create is to wait longer than it may take.
  private func throttled(_ turn: LeaseTurn, within limit: Duration) throws -> WatcherStage {
    var stage = try WatcherStage("jobtop", resumes: false, sharesAsking: true)
    stage.tell(.turn(turn))
    stage.tell(.create([Draft()], within: limit, ticket: ticket))
    stage.keepNotes()
    stage.answer(429, "", headers: [.retryAfter: "100"])
    return stage
  }

  @Test func `a command that does not ask for it leaves it alone`() throws {
    var stage = try command("jobtop")
    stage.pass(.seconds(120))
    #expect(stage.lines == [])
  }

  @Test func `it is sent again under its key where the server knows a repeat`() throws {
    var stage = try command("jobtop")
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(16))
    #expect(stage.lines == ["POST /v1/jobs"])
    let key = stage.asked[0].request.headers.first { $0.name.canonicalName == "idempotency-key" }
    #expect(key?.value == RunID(high: 1, low: 1).description)
    stage.answer(201, #"{"id":"7","status":"pending"}"#)
    #expect(stage.replies[ticket]?.updates.compactMap(\.job.jobID) == ["7"])
    #expect(stage.bids.last?.jobs == ["7"])
  }

  @Test func `it is looked for in the list before the caller is told`() throws {
    var stage = try command("listing")
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(16))
    #expect(stage.replies.isEmpty)
    stage.answer(200, #"{"jobs":[]}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.unconfirmed])
  }

  @Test func `that the program which sent it has ended is not said, for it may live`() throws {
    for asks in [true, false] {
      var stage = try command("envelope", asks: asks)
      stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
      stage.pass(.seconds(70))
      let reason = stage.replies[ticket]?.updates.first?.job.reason
      #expect(reason?.contains("(the program that sent the create knows of no answer)") == true)
    }
  }

  @Test func `what another process found in the list first is told once`() throws {
    var stage = try command("listing", asks: false)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    let run = RunID(high: 1, low: 1)
    var draft = Job(
      run: run,
      server: "demo",
      jobID: nil,
      state: .unconfirmed,
      created: stage.now
    )
    draft.draft = Draft()
    draft.reason = "nobody knows"
    stage.tell(.foreign([draft]))
    #expect(stage.lines == ["GET /translations/status"])
    let why = """
      the program that sent the create knows of no answer; its list shows no job of that time
      """
    draft.reason = JobFailure.unconfirmed(server: "demo", run: run, why: why).description
    stage.tell(.foreign([draft]))
    stage.answer(200, #"{"jobs":[]}"#)
    #expect(stage.changes == [.unconfirmed, .unconfirmed])
    #expect(stage.replies[ticket]?.updates.map(\.job.reason) == [draft.reason])
  }

  @Test func `who is told by another process what came of it asks nothing`() throws {
    var stage = try command("jobtop", asks: false)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    var job = Job(
      run: RunID(high: 1, low: 1),
      server: "demo",
      jobID: "7",
      state: .pending,
      created: stage.now
    )
    job.draft = Draft()
    job.seen = stage.now
    stage.tell(.foreign([job]))
    #expect(stage.replies[ticket]?.updates.compactMap(\.job.jobID) == ["7"])
    stage.pass(.seconds(60))
    #expect(stage.lines == [])
  }

  @Test func `several callers are told, and one whose time is over takes nothing away`() throws {
    var stage = try command("jobtop")
    stage.tell(.settleLeft(within: .seconds(5), until: nil, ticket: ticket))
    let patient = Ticket(value: 2)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: patient))
    stage.pass(.seconds(16))
    guard case .deadline? = stage.replies[ticket]?.failure else {
      Issue.record("\(stage.replies)")
      return
    }
    stage.answer(201, #"{"id":"7","status":"pending"}"#)
    #expect(stage.replies[patient]?.updates.compactMap(\.job.jobID) == ["7"])
  }

  @Test func `where nothing is left the caller is told at once`() throws {
    var stage = try WatcherStage(resumes: false)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    #expect(stage.replies[ticket]?.updates == [])
  }

  @Test func `who reads settles it only where nobody else has for a minute`() throws {
    var stage = try command("jobtop", asks: false)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(59))
    #expect(stage.lines == [])
    stage.pass(.seconds(6))
    #expect(stage.lines == ["POST /v1/jobs"])
  }

  @Test(arguments: [
    (LeaseTurn.alone, 90, JobState.refused), (.theirs(nil), 30, .refused),
    (.theirs(nil), 90, .unconfirmed), (.ours(LeaseBid(reach: .named)), 90, .unconfirmed),
  ])
  func `what another process may have sent by now is not called unsent`(
    turn: LeaseTurn,
    limit: Int,
    state: JobState
  ) throws {
    var stage = try throttled(turn, within: .seconds(limit))
    stage.pass(.seconds(limit))
    #expect(stage.replies[ticket]?.updates.map(\.state) == [state])
  }

  @Test(arguments: [(true, 15), (false, 60)])
  func `whoever slept with the machine has as long again`(asks: Bool, time: Int) throws {
    var stage = try command("jobtop", asks: asks)
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(10))
    stage.now = stage.now.advanced(by: .seconds(800))
    stage.tell(.woke)
    stage.pass(.seconds(time - 1))
    #expect(stage.lines == [])
    stage.pass(.seconds(6))
    #expect(stage.lines == ["POST /v1/jobs"])
  }

  /// What another process says of such a create.
  private func told(_ state: JobState, _ reason: String, _ stage: WatcherStage) -> Job {
    var draft = Job(
      run: RunID(high: 1, low: 1),
      server: "demo",
      jobID: stage.watcher.latestUpdates.first?.job.jobID,
      state: state,
      created: stage.now
    )
    draft.draft = Draft()
    draft.reason = reason
    return draft
  }

  @Test func `whoever waits for its job hears that it was given up elsewhere`() throws {
    var stage = try WatcherStage("client-id", sharesAsking: true)
    stage.tell(.turn(.theirs(nil)))
    var draft = told(.submitting, "", stage)
    (draft.jobID, draft.reason) = ("a", nil)
    stage.tell(.restore([draft]))
    stage.tell(.wait(JobWait(job: "a", ticket: ticket, deadline: nil, within: nil)))
    #expect(stage.replies.isEmpty)
    stage.tell(.foreign([told(.unconfirmed, "nobody knows", stage)]))
    guard case .unconfirmed? = stage.replies[ticket]?.failure else {
      Issue.record("\(stage.replies)")
      return
    }
  }

  @Test func `whoever waits for its job is told when it is given up`() throws {
    var stage = try WatcherStage("client-id", createTries: 1, resumes: false, sharesAsking: true)
    stage.tell(.turn(.alone))
    var draft = told(.submitting, "", stage)
    (draft.jobID, draft.reason) = ("a", nil)
    stage.tell(.restore([draft]))
    stage.tell(.wait(JobWait(job: "a", ticket: ticket, deadline: nil, within: nil)))
    stage.pass(.seconds(16))
    #expect(stage.lines == ["POST /start"])
    guard !stage.lines.isEmpty else { return }
    stage.lose(.broken("reset by peer"))
    guard case .unconfirmed? = stage.replies[ticket]?.failure else {
      Issue.record("\(stage.replies)")
      return
    }
  }

  @Test func `what was refused elsewhere meanwhile is not sent`() throws {
    var stage = try command("jobtop")
    stage.tell(.query("9", ticket: Ticket(value: 2)))
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(16))
    stage.tell(.foreign([told(.refused, "not sent", stage)]))
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.refused])
    stage.pass(.seconds(20))
    #expect(stage.lines == ["GET /v1/jobs/9"])
    stage.answer(200, #"{"id":"9","status":"running"}"#)
    #expect(stage.lines == [])
  }

  @Test(arguments: [200, 400])
  func `what was refused elsewhere while it was sent stays refused`(code: Int) throws {
    var stage = try command("jobtop")
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(16))
    stage.tell(.foreign([told(.refused, "not sent", stage)]))
    stage.answer(code, "oops")
    #expect(stage.changes == [.refused])
  }

  @Test(arguments: [(LeaseTurn.alone, 21, JobState.unconfirmed), (.alone, 14, .refused)])
  func `who was stopped does not know what others have sent meanwhile`(
    turn: LeaseTurn,
    stop: Int,
    state: JobState
  ) throws {
    var stage = try throttled(turn, within: .seconds(7))
    stage.now = stage.now.advanced(by: .seconds(stop))
    stage.tell(.woke)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [state])
  }

  @Test func `what was given up elsewhere with the same words is told once`() throws {
    var stage = try WatcherStage("jobtop", createTries: 1, resumes: false, sharesAsking: true)
    stage.tell(.turn(.alone))
    stage.tell(.restore([told(.submitting, "", stage)]))
    stage.tell(.settleLeft(within: nil, until: nil, ticket: ticket))
    stage.pass(.seconds(16))
    #expect(stage.lines == ["POST /v1/jobs"])
    let run = RunID(high: 1, low: 1)
    let words = JobFailure.unconfirmed(server: "demo", run: run, why: "reset by peer").description
    stage.tell(.foreign([told(.unconfirmed, words, stage)]))
    stage.lose(.broken("reset by peer"))
    #expect(stage.changes == [.unconfirmed])
    #expect(stage.last?.reason == words)
  }
}
