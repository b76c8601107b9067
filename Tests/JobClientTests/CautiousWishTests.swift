import HTTPTypes
import JobClient
import JobModel
import JobProfile
import Testing

/// Cancels and retries of jobs that were not confirmed for a while: their ids may be those of others.
@Suite struct CautiousWishTests {
  private let ticket = Ticket(value: 1)
  private static let ask = "GET /v1/jobs/7"
  private static let cancel = "POST /v1/jobs/7/cancel"

  /// How the server says that the job stands, created at that instant.
  private static func body(_ word: String, created: Timestamp) -> String {
    #"{"id":"7","status":"\#(word)","created_at":"\#(created.rfc3339)"}"#
  }

  /// A job that the screen shows and that was last confirmed so many seconds ago.
  private func stage(_ word: String, seen seconds: Int) throws -> (WatcherStage, Job) {
    var stage = try WatcherStage("jobtop", poll: .fixed(.seconds(60), jitter: 0))
    let created = stage.now.advanced(by: .seconds(-100))
    stage.tell(.track(["7"], ticket: nil))
    for word in ["running", "running", word] {
      stage.pass(.seconds(60))
      while !stage.lines.isEmpty { stage.answer(200, Self.body(word, created: created)) }
    }
    stage.pass(.seconds(seconds))
    return (stage, try #require(stage.last))
  }

  private func wish(_ operation: JobOperation, _ run: RunID, on stage: inout WatcherStage) {
    stage.tell(.control(operation, run, confirmedWithin: .seconds(5), ticket: ticket))
  }

  @Test func `a job that was just confirmed is cancelled at once`() throws {
    var (stage, job) = try stage("running", seen: 4)
    wish(.cancel, job.run, on: &stage)
    #expect(stage.lines == [Self.cancel])
  }

  @Test(arguments: [("running", JobOperation.cancel), ("failed", .retry)])
  func `of another one it is asked once how it stands`(word: String, wish: JobOperation) throws {
    var (stage, job) = try stage(word, seen: 20)
    self.wish(wish, job.run, on: &stage)
    #expect(stage.lines == [Self.ask])
    stage.answer(200, Self.body(word, created: job.created))
    #expect(stage.lines == ["POST /v1/jobs/7/\(wish.rawValue)"])
    #expect(stage.replies[ticket] == nil)
  }

  @Test func `a caller who names the id means whatever has it`() throws {
    var (stage, job) = try stage("running", seen: 20)
    stage.tell(.control(.cancel, job.run, ticket: ticket))
    #expect(stage.lines == [Self.cancel])
  }

  @Test(arguments: [JobOperation.cancel, .retry])
  func `a job that a server begun anew has under the same id is left alone`(
    wish: JobOperation
  ) throws {
    let word = wish == .cancel ? "running" : "failed"
    var (stage, job) = try stage(word, seen: 20)
    self.wish(wish, job.run, on: &stage)
    stage.answer(200, Self.body(word, created: stage.now.advanced(by: .seconds(-2))))
    #expect(stage.lines == [])
    #expect(
      stage.replies[ticket]?.failure?.description
        == "The \(wish.rawValue) of demo 7 is not sent: that run is over and its id belongs to a newer one."
    )
  }

  @Test func `a job that has ended is not cancelled, and that is said`() throws {
    var (stage, job) = try stage("running", seen: 20)
    wish(.cancel, job.run, on: &stage)
    stage.answer(200, Self.body("completed", created: job.created))
    #expect(stage.lines == [])
    #expect(
      stage.replies[ticket]?.failure?.description
        == "The cancel of demo 7 is not sent: it is completed."
    )
  }

  @Test func `where it cannot be learned how the job stands the second wish is sent`() throws {
    var (stage, job) = try stage("running", seen: 20)
    wish(.cancel, job.run, on: &stage)
    stage.answer(500, "no")
    #expect(stage.lines == [])
    #expect(
      stage.replies[ticket]?.failure?.description
        == "The cancel of demo 7 is not sent: how it stands cannot be learned first (answered 500)."
    )
    // The server is well: it answers for another job.
    stage.pass(.seconds(1))
    stage.tell(.query("8", ticket: Ticket(value: 8)))
    stage.pass(.seconds(2))
    while stage.lines.contains(where: { $0 != Self.ask }) {
      if stage.lines[0] == Self.ask {
        stage.answer(500, "no")
      } else {
        stage.answer(200, #"{"id":"8","status":"running"}"#)
      }
    }
    while !stage.lines.isEmpty { stage.answer(500, "no") }
    wish(.cancel, job.run, on: &stage)
    #expect(stage.lines.last == Self.cancel)
  }

  @Test func `what was asked in vain before the machine slept is asked again`() throws {
    var (stage, job) = try stage("running", seen: 20)
    wish(.cancel, job.run, on: &stage)
    stage.answer(500, "no")
    stage.pass(.seconds(1))
    stage.tell(.query("8", ticket: Ticket(value: 8)))
    while !stage.lines.isEmpty {
      stage.answer(stage.lines[0] == Self.ask ? 500 : 200, #"{"id":"8","status":"running"}"#)
    }
    stage.letMachineSleep(for: .seconds(3600))
    wish(.cancel, job.run, on: &stage)
    #expect(stage.lines.contains(Self.ask))
    #expect(!stage.lines.contains(Self.cancel))
  }

  @Test func `to a server that does not answer nothing is sent until it does`() throws {
    var (stage, job) = try stage("running", seen: 20)
    wish(.cancel, job.run, on: &stage)
    stage.lose(.timedOut(.seconds(10)))
    stage.pass(.seconds(60))
    #expect(stage.replies[ticket] == nil)
    #expect(stage.lines == [Self.ask])
    while stage.lines.first == Self.ask {
      stage.answer(200, Self.body("running", created: job.created))
    }
    #expect(stage.lines == [Self.cancel])
  }

  @Test func `what waits its turn is not sent to the job that has got the id meanwhile`() throws {
    var (stage, job) = try stage("running", seen: 2)
    let headers: HTTPFields = [.retryAfter: "30"]
    stage.tell(.query("8", ticket: Ticket(value: 8)))
    stage.answer(429, "", headers: headers)
    stage.tell(.control(.cancel, job.run, ticket: ticket))
    var next = Job(
      run: RunID(high: 9, low: 9),
      server: "demo",
      jobID: "7",
      runNumber: 2,
      state: .running,
      created: stage.now
    )
    next.seen = stage.now
    stage.tell(.foreign([next]))
    stage.pass(.seconds(120))
    while !stage.lines.isEmpty {
      #expect(stage.lines[0] != Self.cancel)
      stage.answer(200, Self.body("running", created: next.created))
    }
    #expect(stage.replies[ticket]?.failure?.description.contains("belongs to a newer one") == true)
  }
}
