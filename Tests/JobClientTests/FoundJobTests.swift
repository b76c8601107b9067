import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// What is known, and what is not, of jobs that were made elsewhere.
@Suite struct FoundJobTests {
  @Test func `a job of a list that tells no states is asked about before its state is told`() throws
  {
    var stage = try WatcherStage("socketio-rooms", discovers: true)
    stage.answer(200, #"{"task_ids":["1","2"]}"#)
    #expect(stage.reported.map(\.update.job.stateWord) == ["asking", "asking"])
    stage.pass(.milliseconds(1))
    #expect(stage.lines.sorted() == ["GET /tasks/1/status", "GET /tasks/2/status"])
    stage.answer(200, #"{"status":"pending"}"#)
    #expect(stage.last?.stateWord == "pending")
  }

  @Test func `a list that is asked for leaves open what it does not say`() throws {
    var stage = try WatcherStage("socketio-rooms")
    let ticket = Ticket(value: 1)
    stage.tell(.enumerate(filters: [:], ticket: ticket))
    stage.answer(200, #"{"task_ids":["1"]}"#)
    #expect(stage.replies[ticket]?.updates.map(\.job.stateWord) == ["asking"])
  }

  @Test func `how old a found job is stays unknown until its server says it`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(
      200,
      #"{"jobs":[{"id":"1","status":"running"},"#
        + #"{"id":"2","status":"running","created_at":"1970-01-12T13:00:00Z"}]}"#
    )
    #expect(stage.reported.map(\.update.job.isCreationKnown) == [false, true])
  }

  @Test func `a found job is at least as old as its start`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(
      200,
      #"{"jobs":[{"id":"1","status":"running","started_at":"1970-01-12T13:46:30Z"}]}"#
    )
    #expect(stage.last?.created == Timestamp(seconds: 999_990))
    #expect(stage.last?.isCreationKnown == false)
  }

  @Test func `a job of our own and a run that follows one we saw end have an age`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, #"{"id":"7","status":"failed"}"#)
    #expect(stage.last?.isCreationKnown == true)
    let run = try #require(stage.last?.run)
    stage.pass(.seconds(30))
    stage.tell(.control(.retry, run, ticket: Ticket(value: 2)))
    stage.answer(202, #"{"id":"7","status":"pending"}"#)
    #expect(stage.last?.runNumber == 2)
    #expect(stage.last?.isCreationKnown == true)
    #expect(stage.last?.created == stage.now)
  }

  @Test func `the kind of work is the profile's name where the server says none`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(
      200,
      #"{"jobs":[{"id":"1","status":"running"},{"id":"2","status":"running","kind":"render"}]}"#
    )
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.tell(.track(["3"], ticket: nil))
    #expect(stage.reported.map(\.update.job.kind) == ["jobtop", "render", "jobtop", "jobtop"])
  }

  @Test func `an end that was known before is told with the instant at which it became known`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("completed")
    let end = stage.now
    stage.pass(.seconds(60))
    let ticket = Ticket(value: 2)
    stage.tell(.wait(JobWait(job: "7", ticket: ticket, deadline: nil, within: nil)))
    #expect(stage.replies[ticket]?.updates.map(\.time) == [end])
    #expect(stage.watcher.latestUpdates.map(\.time) == [end])
  }

  @Test func `what the store holds of an end is told as of then, and as the store's`() throws {
    var stage = try WatcherStage()
    var job = Job(
      run: RunID(high: 1, low: 1),
      server: "demo",
      jobID: "7",
      state: .completed,
      created: Timestamp(seconds: 999_000)
    )
    job.seen = Timestamp(seconds: 999_060)
    stage.tell(.restore([job]))
    let ticket = Ticket(value: 1)
    stage.tell(.wait(JobWait(job: "7", ticket: ticket, deadline: nil, within: nil)))
    let update = try #require(stage.replies[ticket]?.updates.first)
    #expect(update.time == job.seen)
    #expect(update.source == .store)
    #expect(update.job.kind == "envelope")
  }

  /// A list has told of a job whose create is not answered yet.
  private func listedBeforeAnswered() throws -> WatcherStage {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(200, #"{"jobs":[]}"#)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.pass(.seconds(61))
    #expect(stage.asked.map(\.request.method) == [.post, .get])
    stage.asked.swapAt(0, 1)
    stage.answer(200, #"{"jobs":[{"id":"7","status":"pending"}]}"#)
    return stage
  }

  @Test(arguments: ["pending", "completed"])
  func `who waits for a job that a list told of before its create was answered is told of its end`(
    word: String
  ) throws {
    var stage = try listedBeforeAnswered()
    let caller = Ticket(value: 2)
    stage.tell(.wait(JobWait(job: "7", ticket: caller, deadline: nil, within: nil)))
    stage.asked.sort { left, _ in left.request.method == .post }
    stage.answer(201, #"{"id":"7","status":"\#(word)"}"#)
    while stage.replies[caller] == nil, stage.now < Timestamp(seconds: 1_000_500) {
      while !stage.asked.isEmpty { stage.answer(200, #"{"id":"7","status":"completed"}"#) }
      stage.sleep()
    }
    #expect(stage.replies[caller]?.updates.map(\.state) == [.completed])
  }

  @Test func `who asks about a job that a list told of before its create was answered is told`()
    throws
  {
    var stage = try listedBeforeAnswered()
    let caller = Ticket(value: 2)
    stage.tell(.query("7", ticket: caller))
    #expect(stage.lines.last == "GET /v1/jobs/7")
    stage.asked.sort { left, _ in left.request.method == .post }
    stage.answer(201, #"{"id":"7","status":"pending"}"#)
    while !stage.asked.isEmpty { stage.answer(200, #"{"id":"7","status":"running"}"#) }
    #expect(stage.replies[caller]?.updates.map(\.state) == [.running])
  }

  @Test func `a create that is sent again is still the one that a list told of meanwhile`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    stage.answer(200, #"{"jobs":[]}"#)
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.pass(.seconds(61))
    stage.asked.swapAt(0, 1)
    stage.answer(200, #"{"jobs":[{"id":"7","status":"pending"}]}"#)
    stage.asked.sort { left, _ in left.request.method == .post }
    stage.lose(.timedOut(.seconds(10)))
    while stage.asked.first?.request.method != .post {
      while !stage.asked.isEmpty, stage.asked.first?.request.method != .post {
        stage.answer(200, #"{"id":"7","status":"pending"}"#)
      }
      if stage.asked.isEmpty { stage.sleep() }
    }
    stage.answer(201, #"{"id":"7","status":"pending"}"#)
    #expect(stage.last?.runNumber == 1)
    #expect(stage.last?.draft != nil)
  }
}
