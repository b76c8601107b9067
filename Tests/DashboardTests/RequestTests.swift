import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// What the details say of requests, attempts and the next request.
struct RequestTests {
  private static func exchange(
    _ second: Int64,
    _ cause: Exchange.Cause = .plan,
    _ outcome: Exchange.Outcome = .answered(code: 200, trouble: nil)
  ) -> Exchange {
    Exchange(
      time: Timestamp.sampleNow.advanced(by: .seconds(second)),
      line: "GET /v1/jobs/7",
      cause: cause,
      outcome: outcome,
      duration: .milliseconds(12),
      bytes: 398
    )
  }

  private func lines(_ exchanges: [Exchange], width: Int = 60) -> [String] {
    RequestLines(exchanges: exchanges, width: width, now: .sampleNow, utcOffset: 0).lines
      .map { $0.map(\.text).joined() }
  }

  /// A dashboard with the details of one job open.
  private func opened(_ exchanges: [Exchange], next: NextRequest? = nil) -> Story {
    var story = Story(140, 40)
    story.learn(.sample(1))
    story.press("Enter")
    story.send(.exchanges(JobExchanges(run: .sample(1), exchanges: exchanges, next: next)))
    return story
  }

  @Test func `a request is one line and a repeated one says why`() {
    let shown = lines([
      Self.exchange(-9, .plan, .unanswered(why: "nothing within 10 s")),
      Self.exchange(-5, .repetition(because: "no answer")),
    ])
    #expect(
      shown == [
        "14:03:13    GET /v1/jobs/7                 –   12 ms   398 B",
        "            nothing within 10 s",
        "14:03:17  ↻ GET /v1/jobs/7               200   12 ms   398 B",
        "            again, because: no answer",
      ]
    )
  }

  @Test func `equal requests in a row are one line with their number`() {
    let shown = lines((1...12).map { Self.exchange(-13 + $0) }, width: 40)
    #expect(shown == ["14:03:21    GET /v1/j…  ×12  200   12 ms"])
  }

  @Test func `where there is no room the job's id goes first, and the end of the path stays`() {
    var exchange = Self.exchange(-1)
    exchange.line = "GET /api/jobs/51d78ff7-3291-4848/logs"
    let shown = RequestLines(
      exchanges: [exchange],
      id: "51d78ff7-3291-4848",
      width: 53,
      now: .sampleNow,
      utcOffset: 0
    ).lines
    #expect(shown.first?.map(\.text).joined().contains("GET /api/jobs/…/logs  ") == true)
  }

  @Test func `the details list requests and count down to the next one`() {
    let next = NextRequest.planned(at: .sampleNow.advanced(by: .seconds(3)), .plan)
    var story = opened([Self.exchange(-2)], next: next)
    #expect(story.line(with: "Next      in 3 s: the plan of polls") != nil)
    #expect(story.line(with: "Requests") != nil)
    #expect(story.line(with: "GET /v1/jobs/7") != nil)
    story.wait(.seconds(2))
    #expect(story.line(with: "Next      in 1 s: the plan of polls") != nil)
  }

  @Test func `whoever asks the servers learns which job is looked at`() {
    var story = Story()
    story.learn(.sample(1), .sample(2, age: .seconds(1)))
    #expect(story.inspected == [])
    story.press("↑", "Enter", "Esc")
    #expect(story.inspected == [.sample(2), nil])
  }

  @Test func `what is told of another job is not shown`() {
    var story = opened([])
    story.send(.exchanges(JobExchanges(run: .sample(9), exchanges: [Self.exchange(-2)])))
    #expect(story.line(with: "GET /v1/jobs/7") == nil)
  }

  @Test func `a frozen screen keeps what it shows and catches up`() {
    var story = opened([Self.exchange(-2)])
    story.press("p")
    let waiting = (1...3).map { Self.exchange(-5 + $0) }
    story.send(.exchanges(JobExchanges(run: .sample(1), exchanges: waiting)))
    #expect(story.line(with: "×3") == nil)
    story.press("p")
    #expect(story.line(with: "×3") != nil)
  }

  @Test func `each try of the server is told with how it ended`() {
    var story = Story(140, 44)
    var job = Job.sample(1, age: .seconds(40))
    (job.attempt, job.attemptLimit) = (1, 3)
    story.learn(job)
    story.wait(.seconds(7))
    (job.attempt, job.reason, job.interval) = (2, "bad codec", .seconds(9))
    job.seen = story.now
    story.learn(job)
    story.wait(.seconds(2))
    story.press("Enter")
    // It is known when the first one began, though nobody looked then.
    #expect(story.line(with: "14:02:54  try 1 of 3  ✖ failed  after ~35s  bad codec") != nil)
    #expect(story.line(with: "14:03:29  try 2 of 3  ▶ running  for ~2s") != nil)
    // What runs has no fault: whose it was is said wherever it stands.
    #expect(story.lines.count { $0.contains("bad codec") } == 2)
    #expect(story.lines.count { $0.contains("the try before: bad codec") } == 1)
  }
}
