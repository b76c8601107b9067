import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// When nothing is sent, or not everything at once.
@Suite struct PauseTests {
  @Test func `of two answers that ask to wait the longer time counts`() throws {
    var stage = try WatcherStage()
    for number in 1...2 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    stage.answer(429, "", headers: [.retryAfter: "2"])
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
  }

  @Test func `what fails or succeeds meanwhile does not shorten the time that was asked for`()
    throws
  {
    var stage = try WatcherStage()
    for number in 1...3 { stage.create("\(number)", ticket: number) }
    stage.pass(.seconds(2))
    stage.answer(429, "", headers: [.retryAfter: "30"])
    stage.lose(.broken("reset"))
    stage.answerStatus("pending")
    stage.pass(.seconds(29))
    #expect(stage.lines == [])
    stage.pass(.seconds(9))
    #expect(stage.lines != [])
  }

  @Test(arguments: [429, 503], [60, 61])
  func `who asks once waits a minute because the server asks it to, and hears of more`(
    code: Int,
    seconds: Int
  ) throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.query("7", ticket: Ticket(value: 1)))
    stage.tell(.enumerate(filters: [:], ticket: Ticket(value: 2)))
    stage.answer(code, "", headers: [.retryAfter: "\(seconds)"])
    stage.answer(code, "", headers: [.retryAfter: "\(seconds)"])
    let replies = [1, 2].compactMap { stage.replies[Ticket(value: $0)]?.failure?.description }
    #expect(replies.count == (seconds > 60 ? 2 : 0))
    #expect(replies.allSatisfy { $0.contains("wants no request for 61 s") })
  }

  @Test func `a create that may have made a job is not looked for after a pause of years`() throws {
    var stage = try WatcherStage("jobtop")
    stage.tell(.create([Draft()], ticket: Ticket(value: 1)))
    stage.keepNotes()
    stage.answer(503, "", headers: [.retryAfter: "9223372036"])
    let failure = try #require(stage.replies[Ticket(value: 1)]?.failure)
    guard case .unconfirmed = failure else {
      Issue.record("\(failure)")
      return
    }
  }

  @Test func `after sleep jobs are asked about one after the other`() throws {
    let profile = try #require(Profile.builtIn("envelope"))
    var stage = WatcherStage(profile, poll: .fixed(.seconds(2), jitter: 0), maximumInFlight: 4)
    for number in 1...20 { stage.create("\(number)", ticket: number) }
    stage.now = stage.now.advanced(by: .seconds(3600))
    stage.tell(.woke)
    var sent = 0
    let end = stage.now.advanced(by: .milliseconds(200))
    while stage.now < end {
      sent += stage.lines.count
      while !stage.asked.isEmpty { stage.answerStatus("pending") }
      sent += stage.lines.count
      stage.pass(.milliseconds(10))
    }
    #expect(sent <= 14)
  }

  @Test func `a request that waits its turn is not sent once its job has ended`() throws {
    let profile = try #require(Profile.builtIn("socketio"))
    var stage = WatcherStage(profile, maximumInFlight: 1)
    stage.tell(.track(["1", "2"], ticket: nil))
    var job = try #require(stage.reported.first?.update.job)
    try stage.tellPush(.opened)
    stage.pass(.milliseconds(100))
    #expect(stage.lines.count == 1)
    let end: JSON = .object([
      JSON.Member("jobId", .string(stage.lines == ["GET /status/1"] ? "2" : "1")),
      JSON.Member("status", "completed"),
    ])
    try stage.tellPush(.message(PushFrame(name: "statusUpdate", message: end)))
    let other = stage.lines == ["GET /status/1"] ? "2" : "1"
    job = try #require(stage.reported.map(\.update.job).first { $0.jobID?.rawValue == other })
    job.state = .completed
    job.seen = stage.now
    stage.tell(.foreign([job]))
    let first = other == "2" ? "1" : "2"
    stage.answer(200, #"{"jobId":"\#(first)","status":"pending"}"#)
    #expect(stage.lines == [])
  }
}
