import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Lists of what changed since the list before.
@Suite struct ChangedSinceTests {
  private static let whole = "GET /v1/jobs?limit=500"

  private static func list(_ jobs: (String, String)...) -> String {
    let bodies = jobs.map { #"{"id":"\#($0.0)","status":"\#($0.1)"}"# }
    return #"{"jobs":[\#(bodies.joined(separator: ","))]}"#
  }

  private static let nothing = list()

  /// A screen on a server with three running jobs, after its first list; it begins at 13:46:40.
  private func stage(clock: String? = nil) throws -> WatcherStage {
    var stage = try WatcherStage("jobtop", discovers: true)
    #expect(stage.lines == [Self.whole])
    let three = Self.list(("1", "running"), ("2", "running"), ("3", "running"))
    stage.answer(200, three, headers: clock.map { [.date: $0] } ?? [:])
    return stage
  }

  private func since(_ time: String) -> String {
    let escaped = time.replacing(":", with: "%3A")
    return "GET /v1/jobs?changed_since=1970-01-12T\(escaped).000Z&limit=500"
  }

  @Test func `after a whole list what changed since then is asked for, with an overlap`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    #expect(stage.lines == [since("13:46:34")])
    stage.answer(200, Self.nothing)
    stage.pass(.seconds(2))
    #expect(stage.lines == [since("13:46:36")])
  }

  @Test(arguments: [
    ("Mon, 12 Jan 1970 11:46:40 GMT", "11:46:34"), ("Mon, 12 Jan 1970 13:56:40 GMT", "13:56:34"),
  ])
  func `it is asked for by the server's clock`(date: String, since: String) throws {
    var stage = try stage(clock: date)
    stage.pass(.seconds(2))
    // Its date is known to a second.
    #expect(stage.lines[0].hasPrefix("GET /v1/jobs?changed_since=1970-01-12T\(since.prefix(2))"))
    #expect(stage.lines[0].contains(since.dropFirst(3).replacing(":", with: "%3A")))
  }

  @Test func `jobs that it does not name stand as they stood, which is told once for all`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    let (told, noted) = (stage.reported.count, stage.journal.count)
    stage.pass(.milliseconds(300))
    stage.answer(200, Self.nothing)
    #expect(stage.reported.count == told)
    #expect(stage.journal.count == noted)
    let unchanged = try #require(stage.status?.unchanged)
    let jobs = stage.reported.map(\.update.job)
    #expect(jobs.map { unchanged.applied(to: $0).seen } == [stage.now, stage.now, stage.now])
  }

  @Test func `what it names once more is no news`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    let told = stage.reported.count
    stage.answer(200, Self.list(("1", "running"), ("2", "pending")))
    #expect(stage.reported.count == told + 1)
    #expect(stage.last?.jobID == "2")
    let unchanged = try #require(stage.status?.unchanged)
    #expect(unchanged.applied(to: stage.reported[0].update.job).seen == stage.now)
  }

  @Test func `what changed is taken in, page by page`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"jobs":[{"id":"2","status":"completed"}],"next":"c"}"#)
    #expect(stage.lines == [since("13:46:34") + "&cursor=c"])
    stage.answer(200, Self.list(("4", "running")))
    #expect(stage.changes.suffix(2) == [.completed, .running])
    stage.pass(.seconds(2))
    #expect(stage.lines == [since("13:46:36")])
  }

  @Test func `that nothing changed may also be said by 304`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    stage.answer(304, "")
    #expect(stage.status?.unchanged?.confirmed == stage.now)
    stage.pass(.seconds(2))
    #expect(stage.lines == [since("13:46:36")])
  }

  @Test(arguments: ["Mon, 12 Jan 1970 12:46:42 GMT", "Mon, 12 Jan 1970 14:46:42 GMT"])
  func `a server whose clock was set is asked for everything`(date: String) throws {
    var stage = try stage(clock: "Mon, 12 Jan 1970 13:46:40 GMT")
    let before = stage.status?.unchanged
    stage.pass(.seconds(2))
    // The job has ended just now, an hour before the instant since which changes were asked for.
    stage.answer(200, Self.nothing, headers: [.date: date])
    #expect(stage.status?.unchanged?.confirmed ?? before?.confirmed == before?.confirmed)
    stage.pass(.seconds(2))
    #expect(stage.lines == [Self.whole])
    stage.answer(
      200,
      Self.list(("1", "completed"), ("2", "running"), ("3", "running")),
      headers: [.date: date]
    )
    #expect(stage.changes.last == .completed)
  }

  @Test func `a clock that another answer shows to have been set counts as well`() throws {
    var stage = try stage(clock: "Mon, 12 Jan 1970 13:46:40 GMT")
    stage.tell(.query("9", ticket: Ticket(value: 5)))
    stage.answer(
      200,
      #"{"id":"9","status":"running"}"#,
      headers: [.date: "Mon, 12 Jan 1970 14:46:40 GMT"]
    )
    stage.pass(.seconds(2))
    #expect(stage.lines == [Self.whole])
  }

  @Test(arguments: [(1, 10), (3, 30), (40, 300)])
  func `now and then a list is whole, the more seldom the more pages it has`(
    pages: Int,
    seconds: Int
  ) throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    let page = Self.list(("1", "running"), ("2", "running"), ("3", "running"))
    func answerWhole(_ stage: inout WatcherStage) {
      for number in 1..<pages {
        stage.answer(200, "\(page.dropLast())" + #","next":"\#(number)"}"#)
      }
      stage.answer(200, page)
    }
    answerWhole(&stage)
    let begin = stage.now
    var whole: [Int] = []
    var asked = 0
    while begin.duration(to: stage.now) < .seconds(660) {
      stage.sleep()
      guard let line = stage.lines.first else { continue }
      asked += 1
      if line == Self.whole { whole.append(Int(begin.duration(to: stage.now) / .seconds(1))) }
      if line == Self.whole { answerWhole(&stage) } else { stage.answer(200, Self.nothing) }
    }
    #expect(whole == Array(stride(from: seconds, through: 660, by: seconds)))
    #expect(asked >= 300)
  }

  @Test func `where the server says that a job is gone its silence about others is doubted`() throws
  {
    var stage = try stage()
    let wait = JobWait(
      job: "3",
      ticket: Ticket(value: 9),
      deadline: stage.now.advanced(by: .seconds(1)),
      within: .seconds(1)
    )
    stage.tell(.wait(wait))
    stage.pass(.seconds(1))
    #expect(stage.lines == ["GET /v1/jobs/3"])
    stage.answer(404, "{}")
    stage.pass(.seconds(2))
    #expect(stage.lines.contains(Self.whole))
  }

  @Test func `a server that was away is asked for everything when it is back`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    stage.lose(.notConnected("connection refused"))
    while stage.lines.isEmpty { stage.sleep() }
    stage.pass(.seconds(1))
    let before = stage.status?.unchanged?.confirmed
    stage.answer(200, Self.nothing)
    #expect(stage.status?.unchanged?.confirmed ?? before == before)
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines == [Self.whole])
  }

  @Test func `when one job is answered for after an absence the list waits no more`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    var tries = 0
    while tries < 20, stage.lines.first.map({ !$0.hasPrefix("GET /v1/jobs/") }) ?? true {
      if !stage.lines.isEmpty { stage.lose(.notConnected("connection refused")) }
      while stage.lines.isEmpty { stage.sleep() }
      tries += 1
    }
    stage.answer(200, #"{"id":"1","status":"running"}"#)
    stage.pass(.milliseconds(10))
    #expect(stage.lines.contains(Self.whole))
  }

  @Test func `a job that no list has shown is asked about itself`() throws {
    var stage = try stage()
    stage.tell(.track(["8"], ticket: nil))
    #expect(stage.lines == ["GET /v1/jobs/8"])
    stage.answer(200, #"{"id":"8","status":"running"}"#)
    stage.pass(.seconds(2))
    #expect(stage.lines == [since("13:46:34")])
  }

  @Test func `a list that broke off is not gone on from`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    stage.answer(200, #"{"jobs":[{"id":"2","status":"running"}],"next":"c"}"#)
    stage.lose(.broken("reset"))
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines == [since("13:46:34")])
  }

  @Test func `jobs that are left over have instants of their own again`() throws {
    var stage = try stage()
    stage.pass(.seconds(2))
    stage.answer(200, Self.list(("1", "completed"), ("2", "completed")))
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /v1/jobs/3"])
  }

  @Test func `when it ended is learned from the list before, though that kept silent`() throws {
    var stage = try stage()
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(201, #"{"id":"7","status":"running"}"#)
    for _ in 1...3 {
      stage.pass(.seconds(2))
      stage.answer(200, Self.nothing)
    }
    stage.pass(.seconds(2))
    stage.answer(200, Self.list(("7", "completed")))
    let learned = stage.journal.compactMap { entry in
      if case .duration(let duration, .whole, _, _, _) = entry { duration } else { nil }
    }
    #expect(learned == [.between(.seconds(6), .seconds(8))])
  }
}
