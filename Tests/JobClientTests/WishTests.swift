import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// What somebody wants a server to do with a job: cancel it, or run it again.
@Suite struct WishTests {
  private let ticket = Ticket(value: 1)

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

  /// A job of which somebody wants the server to do something, while nothing listens there.
  private func awayStage(_ wish: JobOperation, patience: Int? = nil) throws -> WatcherStage {
    var stage = try WatcherStage("jobtop", patience: patience)
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    let run = try #require(stage.last?.run)
    stage.tell(.control(wish, run, ticket: ticket))
    #expect(stage.lines == ["POST /v1/jobs/7/\(wish.rawValue)"])
    stage.lose(.notConnected("refused"))
    return stage
  }

  @Test(arguments: [JobOperation.cancel, .retry])
  func `a wish that did not reach the server is sent when that is back`(wish: JobOperation) throws {
    var stage = try awayStage(wish)
    for _ in 0..<4 {
      #expect(stage.replies[ticket] == nil)
      stage.pass(.seconds(60))
      #expect(stage.lines == ["POST /v1/jobs/7/\(wish.rawValue)"])
      stage.lose(.notConnected("refused"))
    }
    stage.pass(.seconds(60))
    stage.answer(202, #"{"id":"7","status":"running"}"#)
    stage.answer(200, #"{"id":"7","status":"cancelled"}"#)
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.cancelled])
  }

  @Test func `a wish that may have arrived, or whose caller is in a hurry, is not repeated`() throws
  {
    let hurried = try awayStage(.cancel, patience: 4)
    #expect(hurried.replies[ticket]?.failure != nil)
    var stage = try awayStage(.retry)
    stage.pass(.seconds(60))
    stage.lose(.timedOut(.seconds(10)))
    #expect(stage.replies[ticket]?.failure != nil)
  }

  @Test(arguments: [true, false])
  func `a cancel without an answer is repeated where the server says nothing else either`(
    isSilent: Bool
  ) throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    let run = try #require(stage.last?.run)
    stage.tell(.query("8", ticket: Ticket(value: 8)))
    stage.tell(.control(.cancel, run, ticket: ticket))
    #expect(stage.lines == ["GET /v1/jobs/8", "POST /v1/jobs/7/cancel"])
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
    #expect(stage.lines.contains("POST /v1/jobs/7/cancel") == isSilent)
  }

  @Test(arguments: ["cancelled", "running"])
  func `a repeated cancel that is refused is told of where the job goes on`(word: String) throws {
    var stage = try awayStage(.cancel)
    stage.pass(.seconds(60))
    stage.answer(
      409,
      #"{"type":"about:blank","title":"Conflict","status":409,"detail":"job 7 has ended"}"#,
      headers: [.contentType: "application/problem+json"]
    )
    #expect(stage.replies[ticket] == nil)
    #expect(Set(stage.lines) == ["GET /v1/jobs/7"])
    while !stage.lines.isEmpty { stage.answer(200, #"{"id":"7","status":"\#(word)"}"#) }
    #expect((stage.replies[ticket]?.failure == nil) == (word == "cancelled"))
    #expect(stage.replies[ticket]?.updates.isEmpty == (word == "running"))
  }

  @Test func `a wish that is taken back on its way is not sent again`() throws {
    var stage = try awayStage(.cancel)
    stage.pass(.seconds(60))
    let run = try #require(stage.last?.run)
    stage.tell(.withdraw([run]))
    #expect(stage.replies[ticket] == nil)
    stage.lose(.notConnected("refused"))
    #expect(stage.replies[ticket]?.failure == .cancelled)
    stage.pass(.seconds(60))
    #expect(stage.lines == ["GET /v1/jobs/7"])
  }

  @Test func `a cancel that waits is not sent where its job has ended meanwhile`() throws {
    var stage = try awayStage(.cancel)
    var job = try #require(stage.last)
    (job.state, job.finished) = (.completed, stage.now)
    stage.tell(.foreign([job]))
    stage.pass(.seconds(60))
    #expect(stage.replies[ticket]?.updates.map(\.state) == [.completed])
    #expect(stage.lines == [])
  }

  @Test func `a wish that was not sent can be withdrawn, and is not sent later`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track(["7"], ticket: Ticket(value: 1)))
    stage.answer(200, #"{"id":"7","status":"running"}"#)
    stage.pass(.seconds(2))
    stage.lose(.notConnected("refused"))
    let run = try #require(stage.last?.run)
    stage.tell(.control(.cancel, run, ticket: Ticket(value: 2)))
    #expect(stage.lines == [])
    stage.tell(.withdraw([run]))
    #expect(stage.replies[Ticket(value: 2)]?.failure == .cancelled)
    stage.pass(.seconds(60))
    #expect(stage.lines == ["GET /v1/jobs/7"])
  }
}
