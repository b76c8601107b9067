import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct RedactionTests {
  private static let secrets = ["7f3a", "Keynote", "codec", "demo", "127.0.0.1", "example.com"]

  private func story(_ salt: UInt64 = 7) -> Story {
    var story = Story(140, 40)
    story.state.redaction = Redaction(salt: salt)
    story.learn(.sample(1), .sample(2, state: .failed), .sample(3, state: .completed))
    return story
  }

  @Test func `the screen shows it all, what leaves it shows nothing`() {
    var story = story()
    #expect(story.grid.text.contains("Keynote"))
    story.press("/")
    story.type("Key")
    story.press("Enter", "Enter", "*", "y", "j")
    for index in ExportFormat.allCases.indices {
      story.press("ctrl-s")
      for _ in 0..<index { story.press("↓") }
      story.press("Enter")
    }
    let texts = story.wishes.map { wish -> String in
      switch wish {
      case .copy(let text), .write(.text(let text), _): text
      case .write(.ansi(let grid), _), .write(.svg(let grid), _): grid.text
      default: "not copied"
      }
    }
    #expect(texts.count == 7)
    for text in texts {
      #expect(text.contains("title-"))
      for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) in \(text)") }
    }
  }

  @Test func `a recording for others names nothing`() throws {
    let redaction = Redaction(salt: 7)
    let request = JobFailure.Request(server: "demo", line: "GET /v1/jobs/7f3a9101")
    let failures: [JobFailure] = [
      .unreachable(request, why: "no 127.0.0.1"), .failed(request, code: 500, reason: "codec"),
      .unauthorised(request, code: 401, reason: "codec"),
    ]
    let links: [ServerStatus.Link] =
      failures.map { .retrying(at: .sampleNow, failures: 2, because: $0) }
      + [.unanswered(at: .sampleNow, because: failures[0]), .unauthorised(reason: "codec")]
    let failing = ServerStatus.Failing(requests: 1, retryAt: .sampleNow, because: failures[1])
    let jobs: [Job] = [.sample(1), .sample(2, state: .failed), .sample(3, state: .completed)]
    let events: [DashboardEvent] =
      [
        .servers([.sample()]), .failed(failures[0]), .told("Keynote on demo"),
        .updates(jobs.map { JobUpdate(time: .sampleNow, source: .poll, job: $0) }),
      ]
      + links.map { .status(ServerStatus(server: "demo", link: $0, failing: failing)) }
    let lines = events.compactMap { redaction.event($0) }
      .flatMap { Recording.lines(of: $0, at: .sampleNow) }
    #expect(lines.count == 1 + jobs.count + links.count)
    for line in lines {
      for secret in Self.secrets { #expect(!line.contains(secret), "\(secret) in \(line)") }
    }
    let text = ([Recording.header] + lines).joined(separator: "\n") + "\n"
    #expect(try !Recording.moments(of: text).isEmpty)
  }

  @Test func `what is equal stays equal, whatever else differs`() {
    let redaction = Redaction(salt: 1)
    let (first, second) = (redaction.job(.sample(1)), redaction.job(.sample(2)))
    #expect(first.title == second.title)
    #expect(first.jobID != second.jobID)
    #expect(first.state == .running && first.progress == 0.78)
  }

  @Test func `another salt gives other stand-ins`() {
    let titles = (0..<100).map { Redaction(salt: $0).job(.sample(1)).title }
    #expect(Set(titles).count == 100)
  }

  @Test func `ten thousand ids keep ten thousand stand-ins`() {
    let redaction = Redaction(salt: 3)
    let ids = (0..<10_000).map { number -> JobID? in
      var job = Job.sample()
      job.jobID = JobID("\(number)")
      return redaction.job(job).jobID
    }
    #expect(Set(ids).count > 9_990)
  }
}
