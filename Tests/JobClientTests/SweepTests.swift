import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// The list that answers for many polls at once.
struct SweepTests {
  @Test func `a page of a list that leads to itself is the last`() throws {
    var stage = try WatcherStage("jobtop")
    let ticket = Ticket(value: 1)
    stage.tell(.enumerate(filters: [:], ticket: ticket))
    for id in 1...2 {
      stage.answer(200, #"{"jobs":[{"id":"\#(id)","status":"running"}],"next":"c"}"#)
    }
    #expect(stage.lines == [])
    #expect(stage.replies[ticket]?.updates.map(\.job.jobID) == ["1", "2"])
  }

  private static let missing = #"{"meta":{"message":"x"},"payload":null}"#

  @Test func `jobs of a list whose ids are too long to be used are counted`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    let long = String(repeating: "x", count: 2000)
    stage.answer(
      200,
      #"{"jobs":[{"id":"7","status":"running"},{"status":"running"},{"id":"\#(long)","status":"running"}]}"#
    )
    #expect(stage.status?.dropped == ServerStatus.Dropped(jobs: 1))
    #expect(stage.reported.map(\.update.job.jobID) == ["7"])
  }

  @Test(arguments: [(#"}"#, false), (#","next":"c"}"#, true)])
  func `a list of ten thousand jobs is cut where it goes on`(end: String, isCut: Bool) throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    let jobs = (1...10_000).map { #"{"id":"\#($0)","status":"completed"}"# }
    stage.answer(200, #"{"jobs":["# + jobs.joined(separator: ",") + "]" + end)
    #expect(stage.lines == [])
    #expect(stage.status?.isListCapped == isCut)
  }

  @Test(arguments: [("listing", 4), ("jobtop", 2)])
  func `a long list rests as long as it is, unless only changes follow`(
    name: String,
    seconds: Int
  ) throws {
    var stage = try WatcherStage(name, discovers: true)
    let jobs = (1...4000).map { #"{"id":"\#($0)","status":"pending"}"# }
    stage.answer(200, #"{"jobs":[\#(jobs.joined(separator: ","))]}"#)
    let begin = stage.now
    while stage.lines.isEmpty { stage.sleep() }
    #expect(begin.duration(to: stage.now) == .seconds(seconds))
  }

  @Test func `a server whose jobs have all ended is said to be asked as often as it is`() throws {
    var stage = try WatcherStage("listing", discovers: true)
    stage.answer(200, #"{"jobs":[{"id":"1","status":"completed"}]}"#)
    let begin = stage.now
    guard case .poll(let interval)? = stage.status?.link else {
      Issue.record("\(String(describing: stage.status?.link))")
      return
    }
    while stage.lines.isEmpty { stage.sleep() }
    #expect(begin.duration(to: stage.now) == interval)
    #expect(stage.status?.link == .poll(every: interval))
  }

  @Test func `where lists are no longer worth it the jobs are asked about when the next was due`()
    throws
  {
    var stage = try WatcherStage("jobtop", push: .automatic)
    stage.tell(.create([Draft(), Draft(), Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    for id in ["1", "2", "3"] { stage.answer(201, #"{"id":"\#(id)","status":"running"}"#) }
    try stage.tellPush(.opened)
    while stage.lines.isEmpty { stage.sleep() }
    #expect(stage.lines[0].hasPrefix("GET /v1/jobs?") || stage.lines == ["GET /v1/jobs"])
    let jobs = ["1", "2", "3"].map { #"{"id":"\#($0)","status":"running"}"# }
    stage.answer(200, #"{"jobs":[\#(jobs.joined(separator: ","))]}"#)
    let told = stage.now
    stage.pass(.seconds(55))
    // The third ends; what is known of the others is nearly as old as it may be.
    let end: JSON = ["id": "3", "status": "completed"]
    try stage.tellPush(.message(PushFrame(name: "job", message: end, id: "1")))
    #expect(stage.lines == ["GET /v1/jobs/3"])
    stage.answer(200, #"{"id":"3","status":"completed"}"#)
    while stage.lines.isEmpty { stage.sleep() }
    #expect(told.duration(to: stage.now) <= .seconds(61))
    #expect(Set(stage.lines) == ["GET /v1/jobs/1", "GET /v1/jobs/2"])
  }

  @Test func `a list whose next page is the same page again ends`() throws {
    var stage = try WatcherStage("jobtop", discovers: true)
    let page = #"{"jobs":[{"id":"7","status":"running"}],"next":"c"}"#
    stage.answer(200, page)
    #expect(stage.lines.count == 1)
    stage.answer(200, page)
    #expect(stage.lines == [])
  }

  @Test func `a server that answers nothing but pages is not asked about each of its jobs`() throws
  {
    var stage = try WatcherStage("jobtop", discovers: true)
    let jobs = (1...400).map { #"{"id":"\#($0)","status":"running"}"# }
    stage.answer(200, #"{"jobs":[\#(jobs.joined(separator: ","))]}"#)
    var requests = 0
    for _ in 0..<300 {
      stage.pass(.milliseconds(100))
      while !stage.asked.isEmpty, requests < 1000 {
        requests += 1
        stage.answer(200, "<html>", headers: [.contentType: "text/html"])
      }
    }
    #expect(requests < 25, "\(requests) in 30 s")
    guard case .retrying(_, _, because: .unreadable)? = stage.status?.link else {
      Issue.record("it looks well: \(String(describing: stage.status?.link))")
      return
    }
  }
}
