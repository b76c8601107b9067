import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// A status request that the server holds until there is news.
@Suite struct LongPollTests {
  private func stage(jobs: Int = 1, maximumInFlight: Int = 16) throws -> WatcherStage {
    let push = #"longpoll: {request: "GET /jobs/{id}?mode=long&for={holds.s}", holds: 30s}"#
    var stage = WatcherStage(try .pushing(push), maximumInFlight: maximumInFlight)
    for number in 1...jobs {
      stage.tell(.track([JobID("\(number)")], ticket: nil))
    }
    return stage
  }

  private let held = "GET /jobs/1?mode=long&for=30"

  @Test func `it is asked instead of a status request and may take ten seconds longer`() throws {
    let stage = try stage()
    #expect(stage.lines == [held])
    #expect(stage.limits?.time == .seconds(40))
  }

  @Test func `each answer is followed by the next question`() throws {
    var stage = try stage()
    stage.pass(.seconds(12))
    stage.answer("running")
    #expect(stage.lines == [held])
    #expect(stage.last?.state == .running)
    #expect(stage.lastSource == .push(.longpoll))
    stage.pass(.seconds(30))
    stage.answer("running")
    #expect(stage.lines == [held])
    stage.pass(.seconds(3))
    stage.answer("completed")
    #expect(stage.lines == [])
    #expect(stage.last?.state == .completed)
  }

  @Test func `news at every request are asked for as fast as the profile allows`() throws {
    var stage = try stage()
    stage.answer("running")
    #expect(stage.lines == [])
    stage.pass(.milliseconds(499))
    #expect(stage.lines == [])
    stage.pass(.milliseconds(1))
    #expect(stage.lines == [held])
  }

  @Test func `progress that is told at once hammers nobody, and is left to other ways in the end`()
    throws
  {
    var stage = try stage()
    stage.answer("running")
    var (asked, last) = (0, stage.now)
    while asked < 100 {
      while stage.lines.isEmpty { stage.sleep() }
      guard stage.lines == [held] else { break }
      if asked > 0 { #expect(last.duration(to: stage.now) >= .seconds(1)) }
      (asked, last) = (asked + 1, stage.now)
      stage.answer("running", progress: Double(asked) / 200)
    }
    #expect(asked == 10)
    #expect(stage.lines == ["GET /jobs/1"])
  }

  @Test func `progress that is told after a while is waited for again at once`() throws {
    var stage = try stage()
    stage.answer("running")
    stage.pass(.milliseconds(500))
    for step in 1...20 {
      #expect(stage.lines == [held])
      stage.pass(.seconds(3))
      stage.answer("running", progress: Double(step) / 100)
    }
    #expect(stage.lines == [held])
  }

  @Test func `a server that does not hold is polled by plan`() throws {
    var stage = try stage()
    stage.answer("pending")
    for _ in 1...2 {
      stage.pass(.seconds(3))
      #expect(stage.lines == [held])
      stage.answer("pending")
      #expect(stage.lines == [])
      stage.pass(.milliseconds(1_999))
      #expect(stage.lines == [])
    }
  }

  @Test func `three answers without holding and it is left alone for five minutes`() throws {
    var stage = try stage()
    stage.answer("running")
    for _ in 1...3 {
      stage.pass(.seconds(2))
      #expect(stage.lines == [held])
      stage.answer("running")
    }
    stage.pass(.seconds(2))
    #expect(stage.lines == ["GET /jobs/1"])
    guard case .poll = stage.status?.link else {
      Issue.record("the chip says \(String(describing: stage.status?.link))")
      return
    }
    for _ in 1...149 {
      stage.answer("running")
      stage.pass(.seconds(2))
    }
    #expect(stage.lines == [held])
    // There is no connection that could be opened, and nothing wakes up for one.
    let end = stage.now.advanced(by: .seconds(1))
    var wakes = 0
    while wakes < 100, let next = stage.wakes.filter({ $0 > stage.now }).min(), next < end {
      stage.sleep()
      wakes += 1
    }
    #expect(wakes < 5)
  }

  @Test func `the chip says that the server holds what was asked, from the first time on`() throws {
    var stage = try stage()
    #expect(stage.status?.link == .longPoll)
    stage.pass(.seconds(20))
    stage.answer("running")
    #expect(stage.status?.link == .longPoll)
  }

  @Test func `half of what may be in flight is never held`() throws {
    let stage = try stage(jobs: 5, maximumInFlight: 4)
    #expect(
      stage.lines == [
        "GET /jobs/1?mode=long&for=30", "GET /jobs/2?mode=long&for=30", "GET /jobs/3",
        "GET /jobs/4",
      ]
    )
  }

  @Test func `a job that cannot be held yet is when another ends`() throws {
    var stage = try stage(jobs: 2, maximumInFlight: 2)
    #expect(stage.lines == ["GET /jobs/1?mode=long&for=30", "GET /jobs/2"])
    stage.answer("completed")
    stage.answer("running")
    #expect(stage.lines == [])
    stage.pass(.milliseconds(500))
    #expect(stage.lines == ["GET /jobs/2?mode=long&for=30"])
  }

  @Test func `at the deadline of a wait a status request is sent that is not held`() throws {
    var stage = try stage()
    let wait = JobWait(
      job: "1",
      ticket: Ticket(value: 1),
      deadline: stage.now.advanced(by: .seconds(5)),
      within: .seconds(5)
    )
    stage.tell(.wait(wait))
    stage.pass(.seconds(5))
    #expect(stage.lines == [held, "GET /jobs/1"])
  }

  @Test func `a request that is never answered is tried again`() throws {
    var stage = try stage()
    stage.pass(.seconds(40))
    stage.lose(.timedOut(.seconds(40)))
    stage.pass(.seconds(8))
    #expect(stage.lines == ["GET /jobs/1"])
  }

  @Test func `the built-in profile asks for a held answer by a header`() throws {
    let profile = try #require(Profile.builtIn("jobtop"))
    let request = profile.longPollRequest(about: "7", credentials: Credentials(token: "s3"))
    #expect(request?.target == "/v1/jobs/7")
    #expect(request?.headers[try #require(HTTPField.Name("Prefer"))] == "wait=30")
    #expect(request?.headers[.authorization] == "Bearer s3")
  }
}
