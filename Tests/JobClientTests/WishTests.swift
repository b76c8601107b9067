import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Cancels and retries of jobs, also of those whose server is away.
@Suite struct WishTests {
  private let ticket = Ticket(value: 1)
  private static let running = #"{"id":"7","status":"running"}"#
  private static let ask = "GET /v1/jobs/7"
  private static let cancel = "POST /v1/jobs/7/cancel"

  private func runningStage(patience: Int? = nil) throws -> (WatcherStage, RunID) {
    var stage = try WatcherStage("jobtop", patience: patience)
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, Self.running)
    return (stage, try #require(stage.last?.run))
  }

  /// A job of which somebody wants the server to do something, while nothing listens there.
  private func awayStage(_ wish: JobOperation, patience: Int? = nil) throws -> WatcherStage {
    var (stage, run) = try runningStage(patience: patience)
    stage.tell(.control(wish, run, ticket: ticket))
    #expect(stage.lines == ["POST /v1/jobs/7/\(wish.rawValue)"])
    stage.lose(.notConnected("refused"))
    return stage
  }

  /// Answers each question about the job for as long as there is one.
  private func answerAll(_ stage: inout WatcherStage, _ body: String) {
    while stage.lines.first == Self.ask { stage.answer(200, body) }
  }

  @Test func `a cancel is answered with the state that followed it`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    let run = try #require(stage.last?.run)
    stage.tell(.control(.cancel, run, ticket: ticket))
    stage.answer(202, #"{"id":"7","status":"running"}"#)
    #expect(stage.replies[ticket] == nil)
    stage.answer(200, #"{"id":"7","status":"cancelled"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.cancelled])
  }

  @Test(arguments: ["7", "8"])
  func `what a job was made of holds for its retry as well`(id: String) throws {
    var stage = try WatcherStage("jobtop")
    let draft = Draft(inputs: ["title": "Delta"], label: "cut")
    stage.tell(.create([draft], ticket: Ticket(value: 9)))
    stage.keepNotes()
    stage.answer(201, Self.running)
    let run = try #require(stage.last?.run)
    stage.pass(.seconds(3))
    stage.answer(200, #"{"id":"7","status":"failed"}"#)
    stage.tell(.control(.retry, run, ticket: ticket))
    stage.answer(202, #"{"id":"\#(id)","status":"pending"}"#)
    while !stage.asked.isEmpty { stage.answer(200, #"{"id":"\#(id)","status":"running"}"#) }
    #expect(stage.last?.jobID?.rawValue == id)
    #expect(stage.last?.run != run)
    #expect(stage.last?.draft == draft)
  }

  @Test(arguments: [JobOperation.cancel, .retry])
  func `a wish that did not reach the server is sent when that is back`(wish: JobOperation) throws {
    var stage = try awayStage(wish)
    for _ in 0..<4 {
      #expect(stage.replies[ticket] == nil)
      stage.pass(.seconds(60))
      #expect(stage.lines == [Self.ask])
      stage.lose(.notConnected("refused"))
    }
    stage.pass(.seconds(60))
    answerAll(&stage, Self.running)
    #expect(stage.lines == ["POST /v1/jobs/7/\(wish.rawValue)"])
    stage.answer(202, Self.running)
    answerAll(&stage, #"{"id":"7","status":"cancelled"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.cancelled])
  }

  @Test func `a wish that may have arrived, or whose caller is in a hurry, is not repeated`() throws
  {
    let hurried = try awayStage(.cancel, patience: 4)
    #expect(hurried.replies[ticket]?.failure != nil)
    var stage = try awayStage(.retry)
    stage.pass(.seconds(60))
    answerAll(&stage, Self.running)
    #expect(stage.lines == ["POST /v1/jobs/7/retry"])
    stage.lose(.timedOut(.seconds(10)))
    #expect(stage.replies[ticket]?.failure != nil)
  }

  @Test(arguments: [true, false])
  func `a cancel without an answer is repeated where the server says nothing else either`(
    isSilent: Bool
  ) throws {
    var (stage, run) = try runningStage()
    stage.tell(.query("8", ticket: Ticket(value: 8)))
    stage.tell(.control(.cancel, run, ticket: ticket))
    #expect(stage.lines == ["GET /v1/jobs/8", Self.cancel])
    stage.pass(.seconds(1))
    if isSilent {
      stage.lose(.timedOut(.seconds(10)))
    } else {
      stage.answer(200, #"{"id":"8","status":"running"}"#)
    }
    stage.lose(.timedOut(.seconds(10)))
    #expect((stage.replies[ticket]?.failure == nil) == isSilent)
    while !stage.lines.isEmpty { stage.lose(.timedOut(.seconds(10))) }
    stage.pass(.seconds(60))
    answerAll(&stage, Self.running)
    #expect(stage.lines.contains(Self.cancel) == isSilent)
  }

  @Test func `a cancel is not repeated where the first try had done it`() throws {
    var (stage, run) = try runningStage()
    stage.tell(.control(.cancel, run, ticket: ticket))
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(60))
    answerAll(&stage, #"{"id":"7","status":"cancelled"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.cancelled])
    #expect(stage.lines == [])
  }

  @Test func `the job of somebody else that has got the id meanwhile is not cancelled`() throws {
    var stage = try awayStage(.cancel)
    stage.pass(.seconds(3600))
    let created = stage.now.advanced(by: .seconds(-60)).rfc3339
    answerAll(&stage, #"{"id":"7","status":"running","created_at":"\#(created)"}"#)
    #expect(!stage.lines.contains(Self.cancel))
    #expect(
      stage.replies[ticket]?.failure?.description
        == "The cancel of demo 7 is not sent: that run is over and its id belongs to a newer one."
    )
  }

  @Test func `a server that forgot the job is told of, and gets no cancel`() throws {
    var stage = try awayStage(.cancel)
    stage.pass(.seconds(60))
    #expect(stage.lines == [Self.ask])
    stage.answer(
      404,
      #"{"type":"about:blank","title":"Not Found","status":404,"detail":"No job 7"}"#,
      headers: [.contentType: "application/problem+json"]
    )
    #expect(stage.replies[ticket]?.failure == .unknownJob(server: "demo", id: "7"))
    #expect(!stage.lines.contains(Self.cancel))
  }

  @Test func `a wish that is taken back while its job is asked about is not sent`() throws {
    var stage = try awayStage(.cancel)
    stage.pass(.seconds(60))
    #expect(stage.lines == [Self.ask])
    stage.tell(.withdraw([try #require(stage.last?.run)]))
    #expect(stage.replies[ticket] == nil)
    answerAll(&stage, Self.running)
    #expect(stage.replies[ticket]?.failure == .cancelled)
    #expect(!stage.lines.contains(Self.cancel))
  }

  @Test func `a wish that is taken back on its way is not sent again`() throws {
    var (stage, run) = try runningStage()
    stage.tell(.control(.cancel, run, ticket: ticket))
    stage.tell(.withdraw([run]))
    #expect(stage.replies[ticket] == nil)
    stage.lose(.notConnected("refused"))
    #expect(stage.replies[ticket]?.failure == .cancelled)
    stage.pass(.seconds(60))
    answerAll(&stage, Self.running)
    #expect(stage.lines == [])
  }

  @Test func `a cancel that waits is not sent where its job has ended meanwhile`() throws {
    var stage = try awayStage(.cancel)
    var job = try #require(stage.last)
    (job.state, job.finished) = (.completed, stage.now)
    stage.tell(.foreign([job]))
    stage.pass(.seconds(60))
    #expect(
      stage.replies[ticket]?.failure?.description
        == "The cancel of demo 7 is not sent: it is completed."
    )
    #expect(stage.lines == [])
  }

  @Test func `a wish that was not sent can be withdrawn, and is not sent later`() throws {
    var (stage, run) = try runningStage()
    stage.pass(.seconds(2))
    stage.lose(.notConnected("refused"))
    stage.tell(.control(.cancel, run, ticket: ticket))
    #expect(stage.lines == [])
    stage.tell(.withdraw([run]))
    #expect(stage.replies[ticket]?.failure == .cancelled)
    stage.pass(.seconds(60))
    answerAll(&stage, Self.running)
    #expect(stage.lines == [])
  }

  @Test func `a cancel that is refused as the job has ended is followed by one question`() throws {
    var (stage, run) = try runningStage()
    stage.tell(.control(.cancel, run, ticket: ticket))
    stage.answer(409, #"{"title":"Conflict","status":409,"detail":"completed already"}"#)
    #expect(stage.replies[ticket]?.failure != nil)
    stage.pass(.milliseconds(1))
    #expect(stage.lines == [Self.ask])
    stage.answer(200, #"{"id":"7","status":"completed"}"#)
    #expect(stage.last?.state == .completed)
    stage.pass(.seconds(1))
    #expect(stage.lines == [])
  }
}
