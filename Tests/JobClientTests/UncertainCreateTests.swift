import JobClient
import JobModel
import JobProfile
import Testing

/// Creates of which only the server knows whether they have made a job.
@Suite struct UncertainCreateTests {
  private let ticket = Ticket(value: 1)

  @Test(arguments: [500, 502, 503, 504])
  func `after an answer of 5xx nobody knows whether there is a job`(code: Int) throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.answer(code, "<h1>Bad Gateway</h1>")
    #expect(stage.last?.state == .unconfirmed)
    guard case .unconfirmed = stage.replies[ticket]?.failure else {
      Issue.record("\(String(describing: stage.replies[ticket]))")
      return
    }
  }

  @Test func `a server that has not answered a create is not said to be unasked`() throws {
    var stage = try WatcherStage()
    #expect(stage.status?.link == .idle)
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    let asked = stage.now
    stage.lose(.broken("the server closed the connection"))
    #expect(stage.last?.state == .unconfirmed)
    guard case .unanswered(asked, .unreachable)? = stage.status?.link else {
      Issue.record("\(String(describing: stage.status?.link))")
      return
    }
    stage.tell(.create([Draft()], ticket: Ticket(value: 2)))
    stage.keepNotes()
    stage.pass(.seconds(5))
    stage.answer(400, #"{"detail":"no"}"#)
    #expect(stage.status?.link == .idle)
  }

  @Test(arguments: [301, 302, 303, 304])
  func `an answer that leads elsewhere does not say that there is no job`(code: Int) throws {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.answer(code, "")
    #expect(stage.last?.state == .unconfirmed)
    #expect(stage.last?.reason?.contains("it answered \(code)") == true)
  }

  @Test func `an answer that comes from where the server led to says nothing of the create`() throws
  {
    var stage = try WatcherStage()
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    let number = try #require(stage.asked.first?.number)
    var answer = WireAnswer(code: 404, body: Array("no such page".utf8))
    answer.origin = "GET 127.0.0.1:9120/x"
    stage.tell(.answered(number, answer))
    #expect(stage.last?.state == .unconfirmed)
    #expect(
      stage.last?.reason?.contains("it led on to GET 127.0.0.1:9120/x, which answered 404") == true
    )
  }

  @Test func `who was not asked whether something has changed says nothing by that`() throws {
    var stage = try WatcherStage()
    stage.tell(.query("7", ticket: ticket))
    stage.answer(304, "")
    guard case .unreadable? = stage.replies[ticket]?.failure else {
      Issue.record("\(String(describing: stage.replies[ticket]))")
      return
    }
    stage.create("8", ticket: 2)
    let seen = stage.now
    stage.pass(.seconds(2))
    stage.answer(304, "")
    #expect(stage.watcher.latestUpdates.first { $0.job.jobID == "8" }?.job.seen == seen)
  }

  @Test func `a create whose first try may have arrived is not given back as a draft`() throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    var stage = WatcherStage(profile, push: .none, createTries: 2)
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(5))
    #expect(stage.lines == ["POST /v1/jobs"])
    stage.lose(.notConnected("connection refused"))
    #expect(stage.last?.state == .unconfirmed)
  }

  @Test func `at the end a create whose first try may have arrived is not said to be unsent`()
    throws
  {
    let profile = try #require(Profile.builtIn("jobtop"))
    var stage = WatcherStage(profile, push: .none)
    stage.tell(.create([Draft()], ticket: ticket))
    stage.keepNotes()
    stage.lose(.timedOut(.seconds(10)))
    stage.tell(.close)
    guard case .update(let update) = stage.journal.last else {
      Issue.record("nothing was noted down")
      return
    }
    #expect(update.state == .unconfirmed)
  }

  /// A create that an earlier process left without an answer, with an id of our own, is sent again.
  private func sendAgain(_ stage: inout WatcherStage) {
    var job = Job(
      run: RunID(high: 1, low: 1),
      server: "demo",
      jobID: "ours",
      state: .submitting,
      created: stage.now
    )
    job.draft = Draft()
    stage.tell(.restore([job]))
    stage.pass(.seconds(16))
  }

  @Test func `an answer to a create does not undo what was learned before it came`() throws {
    var stage = try WatcherStage("client-id")
    sendAgain(&stage)
    #expect(stage.lines == ["POST /start"])
    stage.tell(.query("ours", ticket: ticket))
    #expect(stage.lines == ["POST /start", "GET /status?job_id=ours"])
    stage.asked.swapAt(0, 1)
    stage.answer(200, #"{"job_id":"ours","status":"completed"}"#)
    #expect(stage.last?.state == .completed)
    stage.answer(200, #"{"job_id":"ours","message":"Job successfully recieved"}"#)
    #expect(stage.last?.state == .completed)
    #expect(stage.changes == [.submitting, .completed])
  }

  @Test func `a create without a good answer is no question where its job has been seen`() throws {
    var stage = try WatcherStage("client-id")
    sendAgain(&stage)
    stage.tell(.query("ours", ticket: ticket))
    stage.asked.swapAt(0, 1)
    stage.answer(200, #"{"job_id":"ours","status":"completed"}"#)
    stage.answer(200, "<html>")
    #expect(stage.changes == [.submitting, .completed])
  }

  @Test func `who waits for a draft hears when nobody knows whether it became a job`() throws {
    let profile = try #require(Profile.builtIn("client-id"))
    var stage = WatcherStage(profile, createTries: 1)
    sendAgain(&stage)
    #expect(stage.lines == ["POST /start"])
    stage.tell(.wait(JobWait(job: "ours", ticket: ticket, deadline: nil, within: nil)))
    stage.answer(502, "")
    let later = Ticket(value: 2)
    stage.tell(.wait(JobWait(job: "ours", ticket: later, deadline: nil, within: nil)))
    for ticket in [ticket, later] {
      guard case .unconfirmed = stage.replies[ticket]?.failure else {
        Issue.record("\(String(describing: stage.replies[ticket]))")
        return
      }
    }
  }
}
