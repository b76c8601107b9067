import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct ColumnLayoutTests {
  private func titles(_ width: Int, _ jobs: [Job], servers: Int = 1) -> [String] {
    var table = JobTable()
    table.measure(serverNames: (0..<servers).map { "server\($0)" })
    _ = table.apply(jobs.map { .sample($0) })
    return ColumnLayout(width: width, measures: table.measures).places.map(\.column.title)
  }

  @Test(arguments: [
    (140, ["SERVER", "ID", "TITLE", "STATE", "PROGRESS", "TRY", "RETRIES", "AGE", "SEEN"]),
    (76, ["SERVER", "ID", "TITLE", "STATE", "PROGRESS", "AGE", "SEEN"]),
    (58, ["TITLE", "STATE", "PROGRESS", "AGE", "SEEN"]),
    (38, ["TITLE", "STATE", "AGE"]),
    (20, ["STATE", "AGE"]),
    (5, ["STATE"]),
  ])
  func `columns leave by priority as it gets narrow`(width: Int, expected: [String]) {
    #expect(titles(width, .everyState, servers: 3) == expected)
  }

  @Test(arguments: 20...140)
  func `no column leaves or moves when requests are counted`(width: Int) {
    var fresh = Job.sample(1)
    (fresh.attempt, fresh.attemptLimit, fresh.polls) = (2, 3, 1)
    var asked = fresh
    asked.polls = 3
    #expect(titles(width, [asked]) == titles(width, [fresh]))
  }

  @Test(arguments: 60...100)
  func `ids outlive how often we asked`(width: Int) {
    let titles = titles(width, .everyState, servers: 3)
    #expect(!titles.contains("RETRIES") || titles.contains("ID"))
  }

  @Test(arguments: 40...140, [8, 16, 40])
  func `no column leaves or moves when a first job tells how far it is`(width: Int, title: Int) {
    var story = Story(width, 24)
    var job = Job.sample(1, title: String(repeating: "t", count: title))
    job.progress = nil
    story.learn(job)
    let places = { (story: Story) in
      story.state.columns.places.map { [$0.index, $0.start, $0.width] }
    }
    let before = places(story)
    job.progress = 0.1
    story.learn(job)
    let progress = JobColumn.index(ofTitle: "PROGRESS")
    #expect(places(story).filter { $0[0] != progress } == before)
  }

  @Test func `no room is kept free for estimates that cuts a reason`() {
    var story = Story(100, 24)
    var job = Job.sample(1, state: .unconfirmed)
    job.reason = "127.0.0.1:9321 may have made a job that nobody was told of"
    story.learn(job)
    let places = story.state.columns.places
    #expect(places.last.map { $0.start + $0.width } == story.state.layout.tableWidth)
  }

  @Test(arguments: [(80, 30, 8), (80, 10, 8), (100, 10, 8), (120, 10, 12), (100, 30, 8)])
  func `titles are whole before ids get more than eight columns`(
    width: Int,
    title: Int,
    id: Int
  ) {
    var table = JobTable()
    var job = Job.sample(1, title: String(repeating: "t", count: title))
    job.jobID = "0123456789abcdef0123456789abcdef"
    _ = table.apply([.sample(job)])
    let places = ColumnLayout(width: width, measures: table.measures).places
    let widths = Dictionary(uniqueKeysWithValues: places.map { ($0.column.title, $0.width) })
    #expect(widths["ID"] == id)
    #expect(id == 8 || widths["TITLE"] ?? 0 >= title)
  }

  @Test(arguments: ["s", "C"], [Job.sample(1), .sample(1, title: nil)])
  func `on the smallest screen rows are told apart beside a menu`(key: String, job: Job) {
    var story = Story(40, 8)
    story.learn(job, .sample(2, state: .unconfirmed, title: job.title))
    story.press(key)
    let name = job.title == nil ? "7f3a9101" : "Keynote"
    #expect(story.line(with: name)?.contains("▶ running") == true)
  }

  @Test func `a column that is empty in every row hides itself`() {
    var job = Job.sample(1, state: .pending, title: nil)
    (job.jobID, job.seen) = (.only, nil)
    #expect(titles(140, [job]) == ["SERVER", "STATE", "RETRIES", "AGE"])
    job.progress = 0.1
    #expect(titles(140, [job]) == ["SERVER", "STATE", "PROGRESS", "RETRIES", "AGE"])
  }

  @Test func `a row without a title shows its id where ids have no column`() {
    var story = Story(66, 24, servers: [.sample(), .sample("beta")])
    var untitled = Job.sample(2, server: "beta", title: nil)
    untitled.jobID = "zz-17"
    story.learn(.sample(1), untitled)
    #expect(story.line(with: "SERVER")?.contains(" ID ") == false)
    #expect(story.line(with: "beta   zz-17") != nil)
  }

  @Test func `ids are whole where there is room, as the short beside the long`() {
    var table = JobTable()
    table.measure(serverNames: ["127.0.0.1:40981", "127.0.0.1:40982"])
    let ids = ["99", "6ccb714a-b344-4514-97db-c6cbddb06c69"]
    for (number, id) in ids.enumerated() {
      var job = Job.sample(UInt64(number + 1))
      job.jobID = JobID(id)
      _ = table.apply([.sample(job)])
    }
    let places = ColumnLayout(width: 160, measures: table.measures).places
    #expect(places.first { $0.column.title == "ID" }?.width == 36)
  }

  @Test func `a column whose last row is gone stays until another view begins`() {
    var story = Story(140, 24)
    var job = Job.sample(1)
    job.repeats = 1
    story.learn(job, .sample(2, state: .unconfirmed), .sample(3, state: .pending))
    let full = story.state.columns.places.map { [$0.index, $0.start, $0.width] }
    (job.state, job.progress, job.attempt, job.repeats) = (.completed, nil, nil, 0)
    story.learn(job, .sample(2, state: .completed), .sample(3, state: .completed))
    #expect(story.state.columns.places.map { [$0.index, $0.start, $0.width] } == full)
    story.press("0")
    let places = story.state.columns.places
    #expect(places.map(\.column.title) == ["ID", "TITLE", "STATE", "RETRIES", "AGE", "SEEN"])
    #expect(places.map(\.width) == [8, 16, 12, 8, 6, 4])
  }

  @Test(arguments: [80, 100, 120, 140, 200])
  func `nothing moves when a first reason comes, or a first request is repeated`(columns: Int) {
    var story = Story(columns, 24)
    var job = Job.sample(1, state: .pending)
    (job.progress, job.attempt) = (nil, nil)
    story.learn(job)
    func places() -> [String: [Int]] {
      let places = story.state.columns.places.map { ($0.column.title, [$0.start, $0.width]) }
      return Dictionary(uniqueKeysWithValues: places).filter { $0.key != "PROGRESS" }
    }
    let before = places()
    job.repeats = 1
    story.learn(job)
    #expect(places() == before)
    (job.state, job.reason) = (.failed, "unsupported codec")
    story.learn(job)
    #expect(story.line(with: "PROGRESS") != nil)
    #expect(places() == before)
  }

  @Test(arguments: [(160, 40), (160, 64), (200, 64), (200, 80), (240, 80)])
  func `a long reason is whole where there is room, and moves nothing`(columns: Int, reason: Int) {
    var story = Story(columns, 24)
    var job = Job.sample(1, state: .running)
    story.learn(job)
    let places = { (story: Story) in
      story.state.columns.places.map { [$0.index, $0.start, $0.width] }
    }
    let before = places(story)
    let words = String(String(repeating: "no room left ", count: 9).prefix(reason - 1)) + "!"
    (job.state, job.reason) = (.failed, words)
    story.learn(job)
    #expect(story.line(with: "TITLE")?.contains("PROGRESS") == true)
    #expect(story.line(with: words) != nil)
    #expect(places(story) == before)
  }

  @Test func `no room is kept free for estimates that cost titles, or that nobody wants`() {
    let long = Job.sample(1, title: String(repeating: "t", count: 40))
    var story = Story(100, 24)
    story.learn(long)
    #expect(story.line(with: "SEEN")?.hasSuffix("AGE  SEEN") == true)
    story.state.columnChoice.toggle(JobColumn.index(ofTitle: "ETA"))
    story.state.size.columns = 140
    #expect(story.line(with: "SEEN")?.hasSuffix("AGE  SEEN") == true)
  }

  @Test(arguments: 1...200)
  func `columns never overlap and never leave the table`(width: Int) {
    var table = JobTable()
    table.measure(serverNames: ["demo", "a-very-long-server-name"])
    _ = table.apply([Job].everyState.map { .sample($0) })
    let layout = ColumnLayout(width: width, measures: table.measures)
    var end = -layout.gap
    for place in layout.places {
      #expect(place.start >= end + layout.gap)
      end = place.start + place.width
    }
    #expect(end <= width)
  }

  @Test(
    arguments: [
      (0, "0s"), (59, "59s"), (60, "1m00"), (72, "1m12"), (3599, "59m59"), (3600, "1h00"),
      (7512, "2h05"), (273_600, "3d04"), (8_640_000, "100d"), (-5, "0s"),
    ] as [(Int64, String)]
  )
  func `ages take at most five columns`(seconds: Int64, text: String) {
    #expect(ShortText.age(seconds) == text)
    #expect(text.count <= 5)
  }

  @Test func `on a usual terminal the tries of a job go before our own requests`() {
    var story = Story(80, 24)
    story.learn(.sample(1), .sample(2, state: .failed))
    let titles = story.state.columns.places.map(\.column.title)
    #expect(titles.contains("TRY") && !titles.contains("RETRIES"))
  }
}
