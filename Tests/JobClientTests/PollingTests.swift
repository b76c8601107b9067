import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

@Suite struct PollingTests {
  @Test func `a job is asked about at its interval until it ends and each request is counted`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    for word in ["pending", "pending", "completed"] {
      #expect(stage.lines == [])
      stage.pass(.seconds(2))
      #expect(stage.lines == ["GET /status/7"])
      stage.answerStatus(word)
    }
    stage.pass(.seconds(600))
    #expect(stage.lines == [])
    #expect(stage.last?.state == .completed)
    #expect(stage.last?.polls == 3)
    #expect(stage.last?.retries == 2)
    #expect(stage.changes == [.submitting, .pending, .pending, .completed])
  }

  @Test
  func `a slower pace asks more seldom, also of jobs that are looked at, a faster one more often`()
    throws
  {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(.viewing(Set([stage.last?.run].compactMap(\.self))))
    stage.tell(.pace(4))
    stage.pass(.seconds(7))
    #expect(stage.lines == [])
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/7"])
    stage.answerStatus("pending")
    stage.tell(.pace(0.5))
    stage.pass(.seconds(1.2))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `a failed job that comes as HTTP 500 is a failed job and no failed request`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("error")
    #expect(stage.last?.state == .failed)
    #expect(stage.last?.repeats == 0)
  }

  @Test func `a failed request is repeated and counted as such`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.lose(.broken("reset"))
    #expect(stage.last?.state == .pending)
    stage.pass(.seconds(4))
    stage.answerStatus("completed")
    #expect(stage.last?.state == .completed)
    #expect(stage.last?.polls == 2)
    #expect(stage.last?.repeats == 1)
  }

  @Test func `a dead server is asked by one request at a time and its chip says when`() throws {
    var stage = try WatcherStage()
    for number in 1...5 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    #expect(stage.lines.count == 5)
    for _ in 1...5 { stage.lose(.notConnected("connection refused")) }
    guard case .retrying(let next, 5, .unreachable) = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
    stage.pass(stage.now.duration(to: next))
    #expect(stage.lines.count == 1)
  }

  @Test func `429 slows the whole host down for as long as it says`() throws {
    var stage = try WatcherStage()
    stage.create("1")
    stage.create("2", ticket: 2)
    stage.pass(.seconds(2))
    stage.answer(429, "slow down", headers: [.retryAfter: "30"])
    stage.answerStatus("pending")
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
  }

  @Test(arguments: [401, 403])
  func `refused credentials stop the asking and say so`(code: Int) throws {
    var stage = try WatcherStage("basic")
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(code, #"{"detail":"Incorrect username or password"}"#)
    guard case .unauthorised(let reason) = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
    #expect(reason == "\(code) Incorrect username or password")
    stage.pass(.seconds(600))
    #expect(stage.lines == [])
  }

  @Test func `who may only read hears that a create is refused and goes on reading`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.tell(.create([Draft()], ticket: Ticket(value: 2)))
    stage.keepNotes()
    stage.answer(403, #"{"error":"This key is for reading only"}"#)
    #expect(stage.replies[Ticket(value: 2)]?.updates.map(\.state) == [.refused])
    #expect(stage.last?.reason?.contains("This key is for reading only") == true)
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `refused credentials are tried again when someone changes how often is asked`() throws
  {
    var stage = try WatcherStage("basic")
    stage.tell(.track(["7"], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(401, "{}")
    stage.tell(.pace(1))
    stage.pass(.seconds(5))
    #expect(stage.lines == ["GET /status/7"])
    stage.answer(401, "{}")
    stage.pass(.seconds(600))
    #expect(stage.lines == [])
  }

  @Test func `an unknown word counts as running and never as an end`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("meditating")
    #expect(stage.last?.state == .running)
    #expect(stage.last?.isKnownWord == false)
    #expect(stage.last?.serverState == "meditating")
  }

  @Test func `requests that hang together are one failure`() throws {
    var stage = try WatcherStage()
    for number in 1...8 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    #expect(stage.asked.count == 8)
    stage.pass(.seconds(10))
    for _ in 1...8 { stage.lose(.timedOut(.seconds(10))) }
    guard case .retrying(let time, let failures, _) = stage.status?.link else {
      Issue.record("\(String(describing: stage.status))")
      return
    }
    #expect(failures == 1)
    #expect(stage.now.duration(to: time) <= .seconds(4))
  }

  @Test func `what was forgotten does not come back by the list, a new job of its id does`() throws
  {
    var stage = try WatcherStage("jobtop", discovers: true)
    func list(_ created: String) -> String {
      #"{"jobs":[{"id":"7","status":"running","created_at":"\#(created)"}]}"#
    }
    stage.answer(200, list("2026-11-21T14:00:00Z"))
    let run = try #require(stage.last?.run)
    stage.tell(.forget([run]))
    let before = stage.reported.count
    stage.pass(.seconds(10))
    stage.answer(200, list("2026-11-21T14:00:00Z"))
    #expect(stage.reported.count == before)
    stage.pass(.seconds(10))
    stage.answer(200, list("2026-11-21T14:05:00Z"))
    #expect(stage.last?.jobID == "7")
    #expect(stage.last?.run != run)
  }

  @Test func `rows that are looked at never grow older than ten seconds`() throws {
    var stage = try WatcherStage(poll: .fixed(.seconds(60), jitter: 0))
    stage.create("7")
    let run = try #require(stage.last?.run)
    stage.tell(.viewing([run]))
    stage.pass(.seconds(10))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `garbage is a failed request and the other jobs go on`() throws {
    var stage = try WatcherStage()
    stage.create("1")
    stage.create("2", ticket: 2)
    stage.pass(.seconds(2))
    stage.answer(200, "<html>")
    stage.answerStatus("completed")
    #expect(stage.changes.last == .completed)
    stage.pass(.seconds(4))
    #expect(stage.lines == ["GET /status/1"])
  }

  @Test func `garbage about many jobs holds up none of the others`() throws {
    var stage = try WatcherStage()
    for (index, id) in ["1", "2", "3", "4", "5"].enumerated() {
      stage.create(id, ticket: index + 1)
    }
    var asked: [String] = []
    for _ in 0..<300 {
      while let line = stage.lines.first {
        asked.append(line)
        line.hasSuffix("5") ? stage.answerStatus("pending") : stage.answer(200, "<html>")
      }
      stage.pass(.milliseconds(100))
    }
    // Asked each 2 s for 30 s, and a little later where another's request comes first.
    #expect(asked.count { $0.hasSuffix("5") } >= 13)
    #expect(asked.count { !$0.hasSuffix("5") } < 80)
  }

  @Test func `with the limit used up nothing is asked before the next window`() throws {
    var stage = try WatcherStage("ratelimited")
    stage.tell(.track([.only], ticket: nil))
    stage.pass(.milliseconds(1))
    let left = try #require(HTTPField.Name("RateLimit-Remaining"))
    let reset = try #require(HTTPField.Name("RateLimit-Reset"))
    stage.answer(200, #"{"result":"pending"}"#, headers: [left: "0", reset: "30"])
    #expect(stage.status?.link == .limited(until: stage.now.advanced(by: .seconds(30))))
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /status"])
  }

  @Test func `a job that is found going on after its end is told as it stands now`() throws {
    var stage = try WatcherStage("webhook")
    stage.tell(.track([.only], ticket: nil))
    stage.pass(.milliseconds(1))
    stage.answer(200, #"{"result":"completed"}"#)
    stage.pass(.seconds(60))
    stage.tell(.query(.only, ticket: Ticket(value: 1)))
    stage.answer(200, #"{"result":"pending"}"#)
    let update = try #require(stage.replies[Ticket(value: 1)]?.updates.first)
    #expect(update.state == .pending)
    #expect(update.job.runNumber == 2)
  }
}
