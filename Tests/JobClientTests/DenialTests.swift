import JobClient
import JobModel
import JobProfile
import Testing

/// A server that says that it has no such job.
@Suite struct DenialTests {
  static let missing = #"{"meta":{"message":"x"},"payload":null}"#

  @Test func `a job that the server forgot is lost when it says so three times`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    stage.pass(.seconds(28))
    while !stage.lines.isEmpty { stage.answerStatus("pending") }
    var states: [JobState?] = []
    for _ in 1...3 {
      stage.pass(.seconds(2))
      stage.answer(404, #"{"meta":{"message":"x"},"payload":null}"#)
      states.append(stage.last?.state)
    }
    #expect(states == [.pending, .pending, .lost])
    #expect(stage.last?.reason == "no such job on demo")
  }

  @Test func `what the server denies is old news at once, until it is confirmed`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    #expect(stage.last?.interval ?? .zero > .zero)
    let run = try #require(stage.last?.run)
    stage.tell(.inspect(run))
    stage.pass(.seconds(2))
    stage.answer(404, Self.missing)
    #expect(stage.last?.state == .pending)
    #expect(stage.last?.interval == .zero)
    // Looking at it more closely promises nothing.
    stage.tell(.viewing([run]))
    #expect(stage.last?.interval == .zero)
    guard case .planned(_, .failure("no such job on demo"))? = stage.exchanges?.next else {
      Issue.record("\(String(describing: stage.exchanges?.next))")
      return
    }
    stage.pass(.seconds(2))
    stage.answerStatus("pending")
    #expect(stage.last?.interval ?? .zero > .zero)
  }

  @Test func `a 404 just after the create is asked again`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    for _ in 1...5 {
      stage.pass(.seconds(2))
      stage.answer(404, Self.missing)
    }
    #expect(stage.last?.state == .pending)
  }

  @Test func `a tracked id that the server never knew is lost when it has said so three times`()
    throws
  {
    var stage = try WatcherStage()
    stage.tell(.track(["nope"], ticket: nil))
    for wait in [Duration.milliseconds(1), .seconds(2), .seconds(2)] {
      #expect(stage.last?.state == .pending)
      stage.pass(wait)
      stage.answer(404, Self.missing)
    }
    #expect(stage.last?.state == .lost)
    #expect(stage.last?.repeats == 0)
  }

  @Test func `nobody waits for an id that the server does not know`() throws {
    var stage = try WatcherStage()
    let ticket = Ticket(value: 1)
    stage.tell(.wait(JobWait(job: "nope", ticket: ticket, deadline: nil, within: nil)))
    stage.pass(.milliseconds(1))
    stage.answer(404, Self.missing)
    #expect(stage.replies[ticket] == .failure(.unknownJob(server: "demo", id: "nope")))
    #expect(stage.reported.isEmpty && stage.journal.isEmpty)
  }

  @Test func `a server that does not know a new job is asked less and less often`() throws {
    var stage = try WatcherStage(
      poll: .exponential(base: .seconds(1), factor: 2, cap: .seconds(60), jitter: 0)
    )
    stage.create("7")
    for wait in [1, 2, 4, 8] {
      stage.pass(.seconds(wait))
      #expect(stage.lines == ["GET /status/7"])
      stage.answer(404, Self.missing)
    }
  }
}
