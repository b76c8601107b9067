import Foundation
import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct TruthTests {
  private let away = ServerStatus.Link.retrying(
    at: .sampleNow,
    failures: 1,
    because: .closed
  )

  private func context(
    seen: Duration?,
    interval: Duration?,
    state: JobState = .running,
    link: ServerStatus.Link = .push(delay: nil)
  ) -> RowContext {
    var job = Job.sample(1, state: state)
    job.seen = seen.map { Timestamp.sampleNow.advanced(by: .zero - $0) }
    job.interval = interval
    return RowContext(job: job, link: link, now: .sampleNow)
  }

  @Test func `a row is old news after twice its interval`() {
    #expect(!context(seen: .seconds(4), interval: .seconds(2)).isStale)
    #expect(context(seen: .seconds(5), interval: .seconds(2)).isStale)
    #expect(!context(seen: .seconds(400), interval: nil).isStale)
  }

  @Test func `of a server that does not answer everything is old news after 2 s`() {
    #expect(!context(seen: .seconds(2), interval: .seconds(60), link: away).isStale)
    #expect(context(seen: .seconds(3), interval: .seconds(60), link: away).isStale)
    #expect(context(seen: .seconds(3), interval: nil, link: .unauthorised(reason: "")).isStale)
  }

  @Test func `until a server has answered, what is known from before is old news`() {
    #expect(!context(seen: .seconds(2), interval: .seconds(60), link: .connecting).isStale)
    #expect(context(seen: .seconds(3), interval: .seconds(60), link: .connecting).isStale)
  }

  @Test func `a row that a list confirms by silence is as fresh as the list`() {
    var story = Story()
    var (old, lost, ended) = (Job.sample(1), Job.sample(2), Job.sample(3, state: .completed))
    old.seen = story.now.advanced(by: .seconds(-31))
    lost.seen = story.now.advanced(by: .seconds(-90))
    ended.seen = story.now.advanced(by: .seconds(-31))
    story.learn(old, lost, ended)
    var status = ServerStatus(server: "demo", link: .poll(every: .seconds(2)))
    status.unchanged = ServerStatus.Unchanged(
      since: story.now.advanced(by: .seconds(-60)),
      asked: story.now,
      confirmed: story.now,
      interval: .seconds(2)
    )
    story.send(.status(status))
    let seen = story.lines[4...6].map { $0.split(separator: " ").last ?? "" }
    #expect(Set(seen) == ["0s", "1m", "31s"])
  }

  @Test func `what has ended never gets old`() {
    let row = context(
      seen: .seconds(900),
      interval: .seconds(2),
      state: .completed,
      link: away
    )
    #expect(!row.isStale)
  }

  @Test func `what works on servers that do not answer is counted, and looks like no news`() {
    var story = Story(120, 24, servers: [.sample(), .sample("render")])
    story.wait(.seconds(1))
    story.learn(.sample(1), .sample(2, server: "render"), .sample(3, state: .failed))
    story.send(.status(ServerStatus(server: "demo", link: away)))
    #expect(story.lines[1].hasSuffix("2 running   1 failed   1 out of touch"))
    #expect(story.titles.last == "jobtop ▶2 ✖1")
    story.send(.status(ServerStatus(server: "render", link: away)))
    #expect(story.lines[1].hasSuffix("2 running   1 failed   2 out of touch"))
    #expect(story.lines[1].hasPrefix(" 3 jobs on 2 servers   2 running"))
    #expect(story.grid[1, 24].style.role == .faint)
    story.wait(.seconds(1))
    #expect(story.titles.last == "jobtop ▶2? ✖1")
    story.send(.status(ServerStatus(server: "demo", link: .poll(every: .seconds(2)))))
    #expect(story.lines[1].hasSuffix("1 out of touch"))
  }

  @Test func `a server that asks us to wait is in touch`() {
    var story = Story(120, 24)
    story.learn(.sample(1))
    let request = JobFailure.Request(server: "demo", line: "GET /jobs")
    let slow = JobFailure.throttled(request, code: 429, wait: .seconds(8))
    let link = ServerStatus.Link.retrying(at: story.now, failures: 1, because: slow)
    story.send(.status(ServerStatus(server: "demo", link: link)))
    #expect(story.lines[1].contains("1 running"))
    #expect(!story.lines[1].contains("out of touch"))
  }

  @Test func `an end of which nobody knows when it was is no news`() {
    var story = Story(120, 24)
    var job = Job.sample(1, state: .failed)
    (job.isCreationKnown, job.created, job.finished) = (false, story.now, story.now)
    var other = Job.sample(2, state: .failed)
    (other.isCreationKnown, other.created, other.finished) = (false, story.now, story.now)
    story.learn(job, other)
    #expect(story.line(with: "failed in the last 10 min") == nil)
    story.press("Enter")
    #expect(story.line(with: "Finished  not after 14:03:22") != nil)
    story.learn(.sample(3, state: .failed), .sample(4, state: .failed))
    #expect(story.line(with: "2 failed in the last 10 min") != nil)
  }

  @Test func `a job that is only known by its id is counted as asked for`() {
    var story = Story()
    var job = Job.sample(1, state: .pending)
    (job.seen, job.serverState) = (nil, nil)
    story.learn(job)
    #expect(story.lines[1] == " 1 job   1 asking")
    story.learn(.sample(1, state: .pending))
    #expect(story.lines[1] == " 1 job   1 pending")
  }

  @Test func `the age of old news stops where the news ends`() {
    var story = Story()
    var job = Job.sample(1)
    job.seen = story.now.advanced(by: .seconds(-31))
    story.learn(job)
    #expect(story.line(with: "▶ running")?.hasSuffix("≥41s             31s") == true)
    #expect(story.grid[4, 22].style.isDimmed)
  }

  @Test func `a job that its server denies is old news at once`() {
    var story = Story(140, 40)
    var job = Job.sample(1)
    job.interval = .zero
    story.learn(job)
    #expect(story.grid[4, 22].style.isDimmed)
    story.press("Enter")
    #expect(story.line(with: "1s ago, by poll: old news") != nil)
  }

  @Test func `a job that is only tracked is not said to have been created, or to be pending`() {
    var tracked = Job.sample(1, state: .pending)
    (tracked.seen, tracked.serverState, tracked.polls) = (nil, nil, 0)
    var row = JobRow(JobUpdate(time: .sampleNow, source: .create, job: tracked), arrival: 1)
    #expect(row.history.map(\.stateText) == ["… asking"])
    #expect(row.history.map(\.origin) == ["tracked by its id"])
    row.take(.sample(.sample(1, state: .pending)))
    #expect(row.history.map(\.stateText) == ["… asking", "◌ pending"])
  }

  @Test func `a long poll that is held counts as being asked`() {
    var story = Story()
    var job = Job.sample(1, state: .pending)
    job.polls = 0
    story.learn(job)
    story.send(.status(ServerStatus(server: "demo", link: .longPoll)))
    let row = JobRow(.sample(job), arrival: 1)
    let content = DetailContent(row, in: story.state, width: 80, at: story.now)
    let asked = content.facts.map { $0.map(\.text).joined() }.first { $0.hasPrefix("Asked") }
    #expect(asked == "Asked     now: the server holds a long poll until there is news")
  }

  @Test func `of a job that is out of touch the details show nothing in the colours of life`() {
    var story = Story(140, 40)
    story.learn(.sample(1))
    story.press("Enter")
    let lively: Set<Role> = [Role.barFull, JobState.running.role]
    #expect(!roles(of: story, from: 85).isDisjoint(with: lively))
    let away = ServerStatus.Link.retrying(at: story.now, failures: 2, because: .closed)
    story.send(.status(ServerStatus(server: "demo", link: away)))
    story.wait(.seconds(30))
    #expect(story.line(with: "as it was 31s ago") != nil)
    #expect(story.line(with: "▶ ≥") != nil)
    #expect(roles(of: story, from: 85).isDisjoint(with: lively))
  }

  /// What the cells of the details look like, but for the timeline, which tells of then.
  private func roles(of story: Story, from column: Int) -> Set<Role> {
    let grid = story.grid
    let end = story.lines.firstIndex { $0.contains("Timeline") } ?? 40
    return Set((3..<end).flatMap { row in (column..<140).map { grid[row, $0].style.role } })
  }

  @Test func `an age stops at the end`() {
    #expect(Job.sample(state: .completed).progressValue == .text("", .plain))
    var story = Story()
    story.learn(.sample(1, state: .completed))
    let before = story.line(with: "✔ completed")
    #expect(before?.hasSuffix("1m02              1s") == true)
    story.wait(.seconds(3))
    #expect(story.line(with: "✔ completed")?.hasSuffix("1m02              4s") == true)
  }

  @Test func `an unknown word of the server is marked`() {
    var story = Story()
    var job = Job.sample(1)
    (job.isKnownWord, job.serverState) = (false, "warping")
    story.learn(job)
    #expect(story.line(with: "▶ running ?") != nil)
    story.press("Enter")
    #expect(story.line(with: "The server says “warping”, a word that its profile") != nil)
  }

  @Test(arguments: [true, false])
  func `of a job that was over when it was found nobody knows when it ended`(isDated: Bool) {
    var story = Story(140, 40)
    for number in 1...3 as ClosedRange<UInt64> {
      var job = Job.sample(number, state: .failed, age: .seconds(1860))
      job.finished = story.now.advanced(by: .seconds(isDated ? -60 : 0))
      job.seen = story.now
      story.send(.updates([JobUpdate(time: story.now, source: .list, job: job)]))
    }
    #expect((story.line(with: "3 failed in the last 10 min") != nil) == isDated)
    #expect(story.line(with: isDated ? " 30m00 " : " ≤31m00 ") != nil)
    story.press("Enter")
    #expect(story.line(with: isDated ? "took 30m00" : "took at most 31m00") != nil)
    #expect((story.line(with: "Finished  not after ") == nil) == isDated)
  }

  @Test func `bars of what is over are weaker than those of what runs`() throws {
    var story = Story()
    var over = Job.sample(1, state: .completed)
    over.progress = 1
    story.learn(over, .sample(2))
    let roles = try ["✔ completed", "▶ running"].map { state in
      let row = try #require(story.lines.firstIndex { $0.contains(state) })
      return Set(story.grid.runs(inRow: row).map(\.style.role))
    }
    #expect(!roles[0].contains(.barFull))
    #expect(roles[1].contains(.barFull))
  }

  @Test func `retries are what was asked again, and beside them what had failed`() {
    var story = Story()
    var (calm, rough) = (Job.sample(1, age: .seconds(1)), Job.sample(2))
    calm.polls = 3
    (rough.polls, rough.repeats) = (13, 1)
    story.learn(calm, rough)
    let column = story.lines[3].components(separatedBy: "RETRIES")[0].count
    let numbers = story.lines[4...5].map { String($0.dropFirst(column).prefix(10)) }
    #expect(numbers == ["      2   ", "  12 ✗1   "])
  }

  @Test func `a tracked job that no server has confirmed claims neither state nor age`() {
    var story = Story()
    var job = Job(
      run: .sample(1),
      server: "demo",
      jobID: "41",
      state: .pending,
      created: story.now.advanced(by: .seconds(-9))
    )
    story.learn(job)
    let asking = story.line(with: "… asking") ?? ""
    #expect(asking.contains("41") && !asking.contains("9s"))

    job.state = .lost
    job.reason = "no such job on demo"
    job.finished = story.now
    story.learn(job)
    let lost = story.line(with: "? lost") ?? ""
    #expect(lost.contains("no such job on demo") && !lost.contains("9s"))
  }

  @Test func `a found job is as old as it was seen to be, or older`() {
    var story = Story()
    var job = Job.sample(1, age: .zero)
    job.isCreationKnown = false
    job.interval = .seconds(60)
    story.learn(job)
    #expect(story.line(with: "▶ running")?.hasSuffix(" –              1s") == true)
    story.wait(.seconds(9))
    #expect(story.line(with: "▶ running")?.hasSuffix(" ≥9s             10s") == true)
    story.press("Enter")
    #expect(story.line(with: "at least 9s old") != nil)
  }

  @Test func `a job that had ended before it was found has no duration`() {
    var story = Story()
    var job = Job.sample(1, state: .completed, age: .zero)
    job.isCreationKnown = false
    job.finished = job.created
    story.learn(job)
    #expect(story.line(with: "✔ completed")?.hasSuffix(" –              1s") == true)
  }

  @Test func `what the user should know from the start is said`() {
    var story = Story()
    story.send(.told("jobs.sqlite was damaged."))
    #expect(story.line(with: "jobs.sqlite was damaged.") != nil)
  }
}
