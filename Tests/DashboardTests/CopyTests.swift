import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct CopyTests {
  private func story(_ jobs: Job...) -> Story {
    var server = ServerDescription.sample()
    server.jobPath = "/api/jobs/{id}"
    var story = Story(servers: [server])
    story.learn(jobs)
    return story
  }

  @Test func `y shows what can be copied, and Esc copies nothing`() {
    var story = story(.sample(1))
    story.press("y")
    #expect(story.state.mode == .copy)
    #expect(story.line(with: "u  URL   http://127.0.0.1:8080/api/jobs/7f3a9101") != nil)
    story.press("x", "Esc")
    #expect(story.state.mode == .table)
    #expect(story.wishes == [])
  }

  @Test func `the id, the URL and the JSON of the row are copied`() throws {
    var story = story(.sample(1))
    story.press("y", "i", "y", "u", "y", "j")
    guard case .copy(let json) = story.wishes.last else {
      Issue.record("no JSON: \(story.wishes)")
      return
    }
    #expect(
      story.wishes.dropLast() == [
        .copy("7f3a9101"), .copy("http://127.0.0.1:8080/api/jobs/7f3a9101"),
      ]
    )
    #expect(try JSON(parsing: json)["id"] == "7f3a9101")
    #expect(try JSON(parsing: json)["state"] == "running")
    #expect(story.notice == "Copied the JSON, by OSC 52; a terminal may refuse it.")
  }

  @Test(arguments: [(JobState.completed, 0), (.running, -20), (.lost, -50)])
  func `the time of a copied row is when it became known, not when its server dates it`(
    state: JobState,
    seen: Int
  ) throws {
    var story = Story()
    let now = story.now
    var job = Job.sample(1, state: state, age: .seconds(60))
    job.seen = now.advanced(by: .seconds(seen))
    if state == .completed { job.finished = now.advanced(by: .seconds(-30)) }
    story.send(.updates([JobUpdate(time: now, source: .poll, job: job)]))
    story.now = now.advanced(by: .seconds(5))
    story.press("y", "j")
    guard case .copy(let json)? = story.wishes.last else {
      Issue.record("no JSON: \(story.wishes)")
      return
    }
    #expect(try JSON(parsing: json)["time"]?.string == now.rfc3339)
  }

  @Test func `Enter copies what is marked, and arrows mark another`() {
    var story = story(.sample(1))
    story.press("y", "Enter", "y", "↓", "Enter", "y", "↑", "Enter")
    guard case .copy(let json) = story.wishes.last else {
      Issue.record("\(story.wishes)")
      return
    }
    #expect(
      story.wishes.dropLast() == [
        .copy("7f3a9101"), .copy("http://127.0.0.1:8080/api/jobs/7f3a9101"),
      ]
    )
    #expect(json.hasPrefix("{"))
    #expect(story.state.mode == .table)
  }

  @Test func `a job's URL is that of its result where it has one`() {
    var story = story(.sample(1, state: .completed))
    story.press("y", "u")
    #expect(story.wishes == [.copy("https://example.com/keynote.fr.mp4")])
  }

  @Test func `marked rows are copied together, a line each, JSON as an array`() throws {
    var story = story(.sample(1), .sample(2), .sample(3))
    story.press("Space", "Space", "y", "i", "y", "j")
    #expect(story.wishes.first == .copy("7f3a9103\n7f3a9102"))
    guard case .copy(let json) = story.wishes.last, case .array(let jobs) = try JSON(parsing: json)
    else {
      Issue.record("no array: \(story.wishes)")
      return
    }
    #expect(jobs.map { $0["id"] } == ["7f3a9103", "7f3a9102"])
  }

  @Test(arguments: [(140, 40), (80, 24), (40, 8)])
  func `the menu fits at any size`(columns: Int, rows: Int) throws {
    var story = WholeScreenTests.busy(columns, rows)
    story.press("y")
    try expectSnapshot(story.grid.snapshot, named: "copy-\(columns)x\(rows).txt")
  }

  @Test func `an id in a URL is escaped`() {
    var job = Job.sample(1)
    job.jobID = "a/b ü?"
    var story = story(job)
    story.press("y", "u")
    #expect(story.wishes == [.copy("http://127.0.0.1:8080/api/jobs/a%2Fb%20%C3%BC%3F")])
  }

  @Test func `more than a clipboard takes is refused with a way out`() {
    var job = Job.sample(1)
    job.reason = String(repeating: "x", count: 80_000)
    var story = story(job)
    story.press("y", "j")
    #expect(story.wishes == [])
    #expect(
      story.notice
        == "Not copied: 80 kB, and a terminal's clipboard takes 75 kB. Mark fewer rows, or write "
        + "a file with ctrl-s."
    )
  }

  @Test func `a terminal that cannot take a copy is not said to have one`() {
    var story = story(.sample(1), .sample(2))
    story.state.takesCopies = false
    story.press("y", "i")
    #expect(story.notice == "This terminal cannot take a copy: 7f3a9102")
    story.press("y", "j")
    #expect(story.notice == "This terminal cannot take a copy; ctrl-s writes a file.")
    #expect(story.wishes == [])
  }

  @Test func `what is not there is not copied, and said`() {
    var story = story(.sample(1, state: .submitting))
    story.press("y", "i")
    #expect(story.wishes == [])
    #expect(story.notice == "There is no id to copy: the server has given none yet.")
    var empty = Story()
    empty.press("y")
    #expect(empty.notice == "There is no job here.")
  }
}
