import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// What a server lets through in a window is never exceeded, and lasts.
@Suite struct RateLimitTests {
  private let ticket = Ticket(value: 1)

  private func stage(
    _ push: PushChoice = .none,
    _ profile: String = "longpoll"
  ) throws -> WatcherStage {
    var stage = try WatcherStage(profile, poll: .standard, push: push)
    // What is told in seconds since 1970 must look like it.
    stage.now = Timestamp(seconds: 1_800_000_000)
    return stage
  }

  private func create(_ count: Int, in stage: inout WatcherStage) {
    let inputs: [String: JSON] = ["processing_duration": 5, "should_error": false]
    stage.tell(.create(Array(repeating: Draft(inputs: inputs), count: count), ticket: ticket))
    stage.keepNotes()
  }

  private static func ends(_ stage: WatcherStage) -> Int {
    Set(stage.reported.filter { $0.update.state == .completed }.map(\.update.job.run)).count
  }

  @Test(arguments: [1, 5, 30, 200], [PushChoice.automatic, .none])
  func `no request is one too many and every end is learned`(
    jobs: Int,
    push: PushChoice
  ) throws {
    var stage = try stage(push)
    var server = LimitedServer()
    create(jobs, in: &stage)
    server.serve(&stage, for: .seconds(3600)) { Self.ends($0) == jobs }
    #expect(server.refusals == 0)
    #expect(server.windows.allSatisfy { $0 <= 25 })
    #expect(Self.ends(stage) == jobs)
    // Two requests a job are the least.
    #expect(server.windows.count <= 2 + jobs * 4 / 25)
  }

  @Test(arguments: [5, 30, 200], [Duration.zero, .seconds(13), .seconds(59)])
  func `a server that tells nothing is asked by what the profile says`(
    jobs: Int,
    phase: Duration
  ) throws {
    var stage = try stage()
    var server = LimitedServer(tells: false)
    // Someone else began its window.
    stage.tell(.query("x", ticket: Ticket(value: 2)))
    server.serve(&stage, for: phase)
    create(jobs, in: &stage)
    server.serve(&stage, for: .seconds(3600)) { Self.ends($0) == jobs }
    #expect(server.refusals == 0)
    #expect(Self.ends(stage) == jobs)
  }

  @Test func `a limit that only the server knows is kept as well`() throws {
    let profile = try Profile(
      yaml: """
        name: x
        inputs: {processing_duration: {type: number, default: 5}, should_error: {type: boolean, default: false}}
        create: {request: POST /jobs, answer: {body: {job_id: "{id}", status: "{state}"}}}
        status: {request: "GET /status?job_id={id}", answer: {body: {result: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        """,
      file: "x"
    )
    var stage = WatcherStage(profile, poll: .standard)
    stage.now = Timestamp(seconds: 1_800_000_000)
    var server = LimitedServer()
    create(30, in: &stage)
    server.serve(&stage, for: .seconds(3600)) { Self.ends($0) == 30 }
    #expect(server.refusals == 0)
    #expect(Self.ends(stage) == 30)
  }

  @Test func `what is scarce lasts to the end of the window`() throws {
    var stage = try stage()
    var server = LimitedServer(duration: .seconds(1000))
    create(8, in: &stage)
    server.serve(&stage, for: .seconds(50))
    let before = server.requests
    server.serve(&stage, for: .seconds(10))
    #expect((20...25).contains(before))
    #expect((1...5).contains(server.requests - before))
  }

  @Test func `one job with a budget to spare is asked as often as the plan says`() throws {
    var stage = try stage()
    var server = LimitedServer(duration: .seconds(1000))
    create(1, in: &stage)
    server.serve(&stage, for: .seconds(5))
    #expect(server.requests >= 4)
  }

  @Test func `a wish goes before the polls that wait`() throws {
    var stage = try stage()
    var server = LimitedServer(duration: .seconds(1000))
    create(30, in: &stage)
    server.serve(&stage, for: .seconds(61))
    stage.tell(.query("3", ticket: Ticket(value: 2)))
    server.serve(&stage, for: .seconds(1))
    #expect(stage.replies[Ticket(value: 2)]?.updates.count == 1)
  }

  @Test func `429 obeys the later of what it asks for and ends no wait`() throws {
    var stage = try WatcherStage("longpoll", patience: 2)
    stage.now = Timestamp(seconds: 1_800_000_000)
    stage.tell(.wait(JobWait(job: "7", ticket: ticket, deadline: nil, within: nil)))
    stage.pass(.milliseconds(1))
    for _ in 1...4 {
      #expect(stage.lines == ["GET /status?job_id=7"])
      let reset = Timestamp.epoch.duration(to: stage.now).inSeconds + 50
      stage.answer(
        429,
        #"{"error":"Rate limit exceeded: 25 per 1 minute"}"#,
        headers: [
          .retryAfter: "20", try #require(HTTPField.Name("X-RateLimit-Remaining")): "0",
          try #require(HTTPField.Name("X-RateLimit-Reset")): String(reset),
        ]
      )
      stage.pass(.seconds(49))
      #expect(stage.lines == [])
      stage.pass(.seconds(5))
    }
    #expect(stage.replies[ticket] == nil)
    stage.answer(200, #"{"result":"completed"}"#)
    #expect(stage.replies[ticket]?.updates.first?.state == .completed)
  }

  @Test func `429 ends no create before the time its caller gave`() throws {
    var stage = try WatcherStage("longpoll")
    let inputs: [String: JSON] = ["processing_duration": 5, "should_error": false]
    stage.tell(.create([Draft(inputs: inputs)], within: .seconds(600), ticket: ticket))
    stage.keepNotes()
    for _ in 1...5 {
      stage.answer(429, "", headers: [.retryAfter: "90"])
      #expect(stage.replies[ticket] == nil)
      stage.pass(.seconds(90))
    }
    stage.answer(200, #"{"job_id":"7","status":"pending"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.pending])
  }

  @Test func `what the server does not count goes on when the limit is used up`() throws {
    let yaml = """
      name: x
      create: {request: POST /jobs, answer: {body: {id: "{id}"}}}
      status: {request: "GET /jobs/{id}", answer: {body: {s: "{state}"}}}
      states: {pending: pending, completed: completed, failed: failed}
      limit: {requests: 1 per 30s, counts: [status]}
      """
    var stage = WatcherStage(try Profile(yaml: yaml, file: "x"))
    stage.tell(.query("7", ticket: ticket))
    stage.answer(200, #"{"s":"pending"}"#)
    stage.tell(.query("7", ticket: Ticket(value: 2)))
    #expect(stage.lines == [])
    stage.tell(.create([Draft()], within: nil, ticket: Ticket(value: 3)))
    stage.keepNotes()
    #expect(stage.lines == ["POST /jobs"])
    stage.answer(200, #"{"id":"8"}"#)
    stage.pass(.seconds(31))
    #expect(stage.lines.first == "GET /jobs/7")
  }
}
