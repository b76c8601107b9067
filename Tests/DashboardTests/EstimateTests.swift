import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// When a job ends, as far as its peers tell.
struct EstimateTests {
  /// Half of the renders took a minute at most, all of them from 30 to 90 s.
  private static let outlook = outlook(from: 30, to: 90)

  private static func outlook(from first: Float, to last: Float) -> DurationOutlook? {
    let count = DurationOutlook.resolution
    let ages = (0..<count).map { first + (last - first) * (Float($0) + 0.5) / Float(count) }
    return DurationOutlook(server: "demo", kind: "render", peers: 24, ages: ages)
  }

  private func render(
    _ number: UInt64,
    age: Duration,
    state: JobState = .running,
    kind: String = "render"
  ) -> Job {
    var job = Job.sample(number, state: state, age: age)
    job.kind = kind
    (job.progress, job.started) = (nil, nil)
    return job
  }

  private func story(_ jobs: Job...) throws -> Story {
    var story = Story(140, 24)
    story.learn(jobs)
    story.send(.outlook(try #require(Self.outlook)))
    return story
  }

  private func eta(_ story: Story, _ number: UInt64) throws -> String {
    let place = try #require(story.state.columns.places.first { $0.column.title == "ETA" })
    let id = "7f3a\(String(0x9100 + number, radix: 16))"
    let line = try #require(story.line(with: id))
    let start = story.state.layout.gutter + place.start
    return String(line.dropFirst(start).prefix(place.width)).trimmed
  }

  @Test(arguments: [100, 120, 140, 200], ["7f3a9101", "0b5bdd0f-0c9b-4b6b-9d53-1b7fb3ba3b6a"])
  func `nothing moves when the first estimate comes`(width: Int, id: JobID) throws {
    var story = Story(width, 24)
    var job = Job.sample(1)
    job.jobID = id
    story.learn(job, .sample(2, state: .completed))
    let before = story.state.columns.places
    #expect(!before.contains { $0.column.title == "ETA" })
    story.send(.outlook(try #require(Self.outlook)))
    let after = story.state.columns.places
    #expect(after.map(\.column.title).contains("ETA"))
    let others = after.filter { $0.column.title != "ETA" }
    #expect(
      others.map { [$0.index, $0.start, $0.width] }
        == before.map { [$0.index, $0.start, $0.width] }
    )
  }

  @Test(arguments: [
    (0, "~60s–84s"), (30, "~30s–54s"), (60, "~15s–27s"), (82, "~4s–7s"), (87, "P91"), (90, "P95"),
    (110, "P95"), (121, "stuck?"), (4000, "stuck?"),
  ])
  func `a job that goes on says when it may end, or that it is late`(age: Int, text: String) throws
  {
    let story = try story(render(1, age: .seconds(age)))
    #expect(try eta(story, 1) == text)
  }

  @Test(arguments: [
    (45, 0.5, "~45s–81s"), (20, 0.8, "~5s–8s"), (10, 0.01, "~50s–74s"), (88, 0.5, "P92"),
    (121, 0.9, "stuck?"),
  ])
  func `what its own progress says goes before its peers, who tell how sure that is`(
    age: Int,
    progress: Double,
    text: String
  ) throws {
    var job = render(1, age: .seconds(age))
    (job.progress, job.seen) = (progress, .sampleNow)
    #expect(try eta(story(job), 1) == text)
  }

  @Test func `that the first few were faster does not say that a job hangs`() throws {
    let ages = try #require(Self.outlook(from: 2, to: 6)).ages
    let few = try #require(DurationOutlook(server: "demo", kind: "render", peers: 8, ages: ages))
    var going = render(1, age: .seconds(9))
    (going.progress, going.seen) = (0.75, .sampleNow)
    var story = Story(140, 24)
    story.learn(going, render(2, age: .seconds(9)), render(3, age: .seconds(12)))
    story.send(.outlook(few))
    #expect(try eta(story, 1) == "~3s–9s")
    #expect(try eta(story, 2) == "P88")
    #expect(try eta(story, 3) == "stuck?")
    story.press("Enter")
    #expect(story.line(with: "slower than each of 8 jobs of its kind") != nil)
  }

  @Test func `it counts down with the clock`() throws {
    var job = render(1, age: .zero)
    (job.seen, job.interval) = (.sampleNow, .seconds(60))
    var story = try story(job)
    story.wait(.seconds(30))
    #expect(try eta(story, 1) == "~30s–54s")
  }

  @Test func `of jobs that ended, of other kinds, and of old news nothing is said`() throws {
    var old = render(3, age: .seconds(40))
    old.seen = Timestamp.sampleNow.advanced(by: .seconds(-20))
    let story = try story(
      render(1, age: .seconds(40), state: .completed),
      render(2, age: .seconds(40), kind: "etl"),
      old,
      render(4, age: .seconds(40))
    )
    #expect(try [1, 2, 3].map { try eta(story, $0) } == ["–", "–", "–"])
    #expect(try eta(story, 4).hasPrefix("~"))
  }

  @Test func `without anything known there is no such column`() {
    var story = Story(140, 24)
    story.learn(render(1, age: .seconds(40)))
    #expect(story.line(with: "ETA") == nil)
    story.press("w")
    #expect(story.notice?.hasPrefix("What is late cannot be told yet: 8 jobs") == true)
  }

  @Test func `worst first puts what is latest for its kind on top`() throws {
    var story = try story(
      render(1, age: .seconds(10)),
      render(2, age: .seconds(300), kind: "etl"),
      render(3, age: .seconds(80)),
      render(4, age: .seconds(500), state: .completed)
    )
    story.press("w")
    #expect(story.order == [3, 1, 2, 4])
    story.wait(.seconds(4))
    let count = DurationOutlook.resolution
    let ages = [Float](repeating: 20, count: count)
    story.send(
      .outlook(
        try #require(DurationOutlook(server: "demo", kind: "etl", peers: 9, ages: ages))
      )
    )
    #expect(story.order == [2, 3, 1, 4])
  }

  @Test func `a run that follows another began when it was found`() throws {
    var story = try story(render(1, age: .seconds(500), state: .failed))
    var next = render(2, age: .seconds(500))
    (next.jobID, next.runNumber) = (JobID("7f3a9101"), 2)
    (next.seen, next.interval) = (.sampleNow, .seconds(60))
    story.send(
      .updates([JobUpdate(time: story.now, source: .poll, job: next, replaces: .sample(1))])
    )
    #expect(try eta(story, 1) == "~60s–84s")
  }

  @Test func `the details say it in a sentence`() throws {
    var story = try story(render(1, age: .seconds(60)))
    story.press("Enter")
    let text = story.lines.joined(separator: " ")
    #expect(text.contains("Ends"))
    #expect(text.contains("24 jobs of its kind"))
  }

  /// Half of the renders ran 20 s at most, all of them from 10 to 30 s.
  private func ran() throws -> DurationOutlook {
    let ages = try #require(Self.outlook(from: 10, to: 30)).ages
    let outlook = DurationOutlook(
      server: "demo",
      kind: "render",
      span: .running,
      peers: 9,
      ages: ages
    )
    return try #require(outlook)
  }

  @Test func `a job that waited for long is compared by how long others ran`() throws {
    var told = render(1, age: .seconds(500))
    told.started = .sampleNow
    var story = try story(told, render(2, age: .seconds(500), state: .pending))
    #expect(try [1, 2].map { try eta(story, $0) } == ["stuck?", "stuck?"])
    story.send(.outlook(try ran()))
    #expect(try [1, 2].map { try eta(story, $0) } == ["~20s–28s", "stuck?"])
    var seen = render(2, age: .seconds(500))
    (seen.seen, seen.interval) = (.sampleNow, .seconds(60))
    story.learn(seen)
    #expect(try eta(story, 2) == "~20s–28s")
    story.press("Enter")
    #expect(story.lines.joined(separator: " ").contains("9 jobs of its kind"))
    let lines = Recording.lines(of: .outlook(try ran()), at: .sampleNow)
    let moments = try Recording.moments(of: lines.joined(separator: "\n"))
    guard case .outlook(try ran())? = moments.first?.event else {
      Issue.record("\(moments)")
      return
    }
  }

  @Test func `while the screen stands still it waits`() throws {
    var story = Story(140, 24)
    story.learn(render(1, age: .seconds(40)))
    story.press("p")
    story.send(.outlook(try #require(Self.outlook)))
    #expect(story.line(with: "ETA") == nil)
    story.press("p")
    #expect(story.line(with: "ETA") != nil)
  }

  @Test func `a recording has it`() throws {
    let outlook = try #require(Self.outlook)
    let lines = Recording.lines(of: .outlook(outlook), at: .sampleNow)
    let moments = try Recording.moments(of: lines.joined(separator: "\n"))
    guard case .outlook(outlook)? = moments.first?.event else {
      Issue.record("\(moments)")
      return
    }
    #expect(throws: Recording.Mistake.self) {
      let short =
        #"{"time":"2026-11-21T14:03:22Z","durations":{"server":"a","kind":"b","ages":[1]}}"#
      _ = try Recording.moments(of: short + "\n{}")
    }
  }

  @Test(arguments: [
    (0.2, "1s"), (89.4, "89s"), (90, "2m"), (5300, "88m"), (5400, "2h"), (130_000, "2d"),
    (1e9, "999d"),
  ])
  func `times are told roughly`(seconds: Double, text: String) {
    #expect(ShortText.rough(.seconds(seconds)) == text)
  }
}
