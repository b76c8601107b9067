import HTTPTypes
import JobModel
import JobProfile
import Testing

@testable import JobClient

/// What is noted of requests for whoever looks closely at a job.
@Suite struct ExchangeTests {
  private func watched(_ id: String = "7") throws -> WatcherStage {
    var stage = try WatcherStage()
    stage.create(id)
    stage.tell(.inspect(stage.last?.run))
    return stage
  }

  @Test func `each request is noted with what came of it and why it was sent`() throws {
    var stage = try watched()
    stage.pass(.seconds(2))
    stage.now = stage.now.advanced(by: .milliseconds(40))
    stage.lose(.broken("reset by peer"))
    stage.sleep()
    stage.now = stage.now.advanced(by: .milliseconds(12))
    stage.answerStatus("pending")
    let exchanges = try #require(stage.exchanges?.exchanges)
    #expect(exchanges.map(\.line) == ["POST /", "GET /status/7", "GET /status/7"])
    #expect(exchanges.map(\.cause) == [.wish, .plan, .repetition(because: "no connection")])
    #expect(exchanges.map(\.isRepeat) == [false, false, true])
    #expect(
      exchanges.map(\.outcome) == [
        .answered(code: 200, trouble: nil), .unanswered(why: "reset by peer"),
        .answered(code: 200, trouble: nil),
      ]
    )
    #expect(exchanges.map(\.duration) == [.zero, .milliseconds(40), .milliseconds(12)])
    #expect(exchanges.map(\.bytes) == [71, 0, 64])
  }

  @Test func `the last answer is kept as it came`() throws {
    var stage = try watched()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"meta": {},  "payload":{"status":"pending"}}"#)
    #expect(stage.exchanges?.answer?.body == #"{"meta": {},  "payload":{"status":"pending"}}"#)
    #expect(stage.exchanges?.answer?.code == 200)
  }

  @Test func `credentials that a server sends back are blotted out`() throws {
    var stage = try watched()
    stage.pass(.seconds(2))
    stage.answer(400, "Basic YWRtaW46cGFzc3dvcmQ= is not the password")
    let body = try #require(stage.exchanges?.answer?.body)
    #expect(body == "Basic ••• is not the •••")
  }

  @Test(arguments: [
    ("/jobs/7", "/jobs/7"),
    ("/jobs?page=2&api_key=s3cr3t", "/jobs?page=2&api_key=•••"),
    ("/jobs?Token=&next=abc", "/jobs?Token=•••&next=abc"),
    ("/jobs?note=p%40ss&x=p@ss", "/jobs?note=•••&x=•••"),
    ("/u/p@ss/jobs?flag", "/u/•••/jobs?flag"),
  ])
  func `what might be secret in a query is never shown`(target: String, shown: String) {
    #expect(Redaction(Credentials(password: "p@ss")).target(target) == shown)
  }

  @Test func `the next request is told with what fixes its instant`() throws {
    var stage = try watched()
    let created = stage.now
    #expect(stage.exchanges?.next == .planned(at: created.advanced(by: .seconds(2)), .plan))
    stage.pass(.seconds(2))
    #expect(stage.exchanges?.next == .underWay(since: stage.now, isHeld: false))
    let failed = stage.now
    stage.lose(.broken("reset"))
    guard case .planned(let due, .failure("no connection")) = stage.exchanges?.next else {
      Issue.record("the next is \(String(describing: stage.exchanges?.next))")
      return
    }
    #expect(due > failed && due <= failed.advanced(by: .seconds(4)))
    stage.pass(.seconds(4))
    stage.answerStatus("completed")
    #expect(stage.exchanges != nil && stage.exchanges?.next == nil)
  }

  @Test func `refused credentials stop the asking and say so`() throws {
    var stage = try watched()
    stage.pass(.seconds(2))
    stage.answer(401, "")
    #expect(stage.exchanges?.next == .stopped(why: "unauthorised"))
  }

  @Test func `one list is noted for all jobs that it answers for`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.track(["1", "2", "3"], ticket: nil))
    let jobs = (1...3).map { #"{"id":"\#($0)","status":"running"}"# }.joined(separator: ",")
    stage.answer(200, #"{"jobs":[\#(jobs)],"next":null}"#)
    stage.tell(.inspect(stage.last?.run))
    guard case .planned(_, .list) = stage.exchanges?.next else {
      Issue.record("the next is \(String(describing: stage.exchanges?.next))")
      return
    }
    stage.pass(.seconds(4))
    stage.answer(200, #"{"jobs":[],"next":null}"#)
    #expect(stage.exchanges?.exchanges.last?.cause == .list)
  }

  @Test func `nothing is told of a job that nobody looks at`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    #expect(stage.exchanges == nil)
  }

  @Test func `a book stays small however many jobs there are, and keeps what is looked at`() {
    var book = ExchangeBook()
    book.inspected = RunID(high: 0, low: 0)
    func note(_ second: Int) -> Exchange {
      Exchange(
        time: Timestamp(seconds: Double(second)),
        line: "GET /",
        cause: .plan,
        outcome: .heard
      )
    }
    for number in 0..<10_000 {
      for second in 0..<3 {
        book.note(note(second), about: RunID(high: 0, low: UInt64(number)))
      }
    }
    #expect(book.count == ExchangeBook.total + 3)
    func kept(_ number: UInt64) -> Int {
      let run = RunID(high: 0, low: number)
      return book.exchanges(about: run, from: .epoch, to: nil).count
    }
    #expect([kept(0), kept(1), kept(9_999)] == [3, 0, 3])
    for second in 0..<200 { book.note(note(second), about: RunID(high: 0, low: 9_999)) }
    #expect(kept(9_999) == ExchangeBook.perJob)
  }
}
