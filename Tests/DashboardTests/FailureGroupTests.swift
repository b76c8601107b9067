import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Failed jobs with equal errors.
struct FailureGroupTests {
  private func failed(_ number: UInt64, _ reason: String) -> Job {
    var job = Job.sample(number, state: .failed, title: "shot-\(number)")
    job.reason = reason
    return job
  }

  /// Three jobs that failed alike, one otherwise, one that runs; grouped, cursor on top.
  private func grouped() -> Story {
    var story = Story(120, 24)
    story.learn((1...3).map { failed($0, "timeout connecting to db-\($0)") })
    story.learn(failed(4, "unsupported codec"), .sample(5))
    story.press("e")
    return story
  }

  @Test(
    arguments: [
      ("timeout after 12.5s connecting to db-3", "timeout after # connecting to db-#"),
      ("timeout after 1m05s connecting to db-12", "timeout after # connecting to db-#"),
      ("job 6f1f3c1e-0d5b-4c39-9f55-0a1b2c3d4e5f is gone", "job # is gone"),
      ("no object deadbeef99 at 0x7ffe0a11", "no object # at #"),
      ("cannot open \"/a/b.mp4\"", "cannot open \"…\""), ("user 'ann' can't", "user \"…\" can't"),
      ("10.0.0.1:5432 refused", "# refused"), ("exit code 137", "exit code #"),
      ("unsupported   codec", "unsupported codec"), ("faded", "faded"), ("", ""),
    ]
  )
  func `what differs from job to job is folded`(text: String, folded: String) {
    #expect(FailureText.folded(text) == folded)
  }

  @Test func `jobs with the same error are one line with their number`() {
    let story = grouped()
    #expect(story.line(with: "▸ ×3  timeout connecting to db-#") != nil)
    #expect(story.line(with: "shot-2") == nil)
    #expect(story.line(with: "shot-4") != nil)
  }

  @Test func `jobs of a group are counted one by one, and its line is not one of them`() {
    var story = grouped()
    story.press("S")
    #expect(story.line(with: "5 of 5") != nil)
    story.press("g")
    while story.state.cursor.group == nil { story.press("↓") }
    #expect(story.lines[23].contains("Cancel") == false)
    for key in ["o", "d"] {
      story.press(key)
      #expect(story.notice == "This line is 3 jobs: Enter shows them one by one.")
    }
    #expect(story.wishes == [])
  }

  @Test func `an error that all tell alike stands as it was told, until one differs`() {
    var story = Story(120, 24)
    story.learn(failed(1, "source is gone: 404"), failed(2, "source is gone: 404"))
    story.press("e")
    #expect(story.line(with: "×2  source is gone: 404") != nil)
    story.learn(failed(3, "source is gone: 410"))
    #expect(story.line(with: "×3  source is gone: #") != nil)
    story.learn(failed(4, "source is gone: 404"))
    #expect(story.line(with: "×4  source is gone: #") != nil)
  }

  @Test func `Enter shows its jobs below it, and again no longer`() {
    var story = grouped()
    story.press("↓", "↓")
    #expect(story.lines[23].contains("Enter Expand"))
    story.press("Enter")
    #expect(story.line(with: "▾ ×3") != nil)
    #expect(story.lines[23].contains("Enter Fold"))
    #expect((1...3).allSatisfy { story.line(with: "shot-\($0)")?.hasPrefix("  │7f3a") == true })
    #expect(story.line(with: "shot-4")?.hasPrefix("   7f3a") == true)
    story.press("Enter")
    #expect(story.line(with: "shot-2") == nil)
    #expect(story.state.detail == nil)
  }

  @Test func `r on its line is about all its jobs, by way of the preview`() {
    var story = grouped()
    story.wait(.seconds(1))
    story.press("↓", "↓", "r")
    #expect(story.state.mode == .bulk)
    story.press("Enter")
    story.wait(.seconds(6))
    guard case .retry(let runs)? = story.wishes.first else {
      Issue.record("not retried: \(story.wishes)")
      return
    }
    #expect(Set(runs) == Set([1, 2, 3].map { RunID.sample($0) }))
  }

  @Test func `Space marks them all, and none of them again`() {
    var story = grouped()
    story.press("↓", "↓", "Space")
    #expect(story.state.marks.runs == Set([1, 2, 3].map { RunID.sample($0) }))
    story.press("Space")
    #expect(story.state.marks.isEmpty)
  }

  @Test func `a key is about the group that was under the cursor when it went down`() {
    var story = grouped()
    story.press("↓", "↓")
    story.wait(.seconds(4))
    // Another job fails alike, and one that sorts before the group begins to run.
    story.learn(failed(9, "timeout connecting to db-9"), .sample(10))
    story.press("r")
    guard case .bulk(let plan) = story.state.overlays.last else {
      Issue.record("there is no preview")
      return
    }
    #expect(Set(plan.eligible.map(\.run)) == Set([1, 2, 3, 9].map { RunID.sample($0) }))
  }

  @Test func `a row that fails after a key stays where it is until the order is let go`() {
    var story = grouped()
    story.press("↑")
    story.learn(failed(5, "timeout connecting to db-77"))
    #expect(story.state.selected?.job.run == .sample(5))
    #expect(story.state.cursor.group == nil)
    #expect(story.line(with: "▸ ×3") != nil)
    story.wait(.seconds(4))
    #expect(story.line(with: "▸ ×4") != nil)
  }

  @Test func `u on its line takes back what counts down for all its jobs`() {
    var story = grouped()
    story.wait(.seconds(1))
    story.press("↓", "↓", "r", "Enter")
    #expect(story.line(with: "▸ ×3")?.contains("retry in 5s") == true)
    story.press("u")
    #expect(story.notice == "Taken back: retry 3 jobs.")
    story.wait(.seconds(9))
    #expect(story.wishes == [])
  }

  @Test func `a group of which one is left is a job again`() {
    var story = grouped()
    story.wait(.seconds(4))
    story.send(.forgotten([.sample(1), .sample(3)]))
    #expect(story.line(with: "×") == nil)
    #expect(story.line(with: "shot-2") != nil)
  }

  @Test func `without equal errors the key says so`() {
    var story = Story(120, 24)
    story.learn(failed(1, "a"), failed(2, "b"))
    story.press("e")
    #expect(story.notice == "No two failed jobs have the same error.")
  }

  @Test func `what fails lately stands above the table and goes by itself`() {
    var story = Story(120, 24)
    story.learn(failed(1, "unsupported codec"))
    #expect(story.line(with: "failed in the last") == nil)
    story.learn(failed(2, "unsupported codec"), failed(3, "disk full"))
    let verdict = story.line(
      with: "▸ 3 failed in the last 10 min, 2 of them: \"unsupported codec\""
    )
    #expect(verdict == story.lines[2])
    story.wait(.seconds(600))
    #expect(story.line(with: "failed in the last") == nil)
  }

  @Test func `what failed lately goes with its rows, and with its server`() {
    var story = Story(120, 24)
    let jobs = (1...4).map { failed(UInt64($0), "disk full") }
    story.learn(jobs)
    #expect(story.line(with: "4 failed in the last 10 min") != nil)
    story.send(.forgotten(jobs.prefix(2).map(\.run)))
    #expect(story.line(with: "2 failed in the last 10 min") != nil)
    story.send(.forgotten(jobs.suffix(2).map(\.run)))
    #expect(story.line(with: "failed in the last 10 min") == nil)
  }

  @Test func `how fast jobs end is not told of servers that are watched no longer`() throws {
    var throughput = Throughput()
    for number in 1...4 {
      var job = Job.sample(UInt64(number), state: .completed)
      job.server = number == 1 ? "demo" : "render"
      throughput.add(job, at: .sampleNow)
    }
    #expect(throughput.median != nil)
    throughput.keep(["demo"])
    #expect(throughput.median == nil)
  }

  @Test func `quotation marks stand about what a server said alone`() {
    var story = Story(120, 24)
    story.learn(failed(1, ""), failed(2, ""), failed(3, "disk full"))
    #expect(story.line(with: "3 failed in the last 10 min, 2 of them: no reason given") != nil)
  }

  @Test func `the table is the same whether rows come at once or one after the other`() {
    var (once, steps) = (JobTable(), JobTable())
    let jobs = (1...40).map { failed(UInt64($0), "error \($0 % 3) of x\($0 % 2 == 0 ? "a" : "b")") }
    _ = once.apply(jobs.map { .sample($0) })
    for job in jobs { _ = steps.apply([.sample(job)]) }
    _ = once.toggleFailureGroups()
    _ = steps.toggleFailureGroups()
    #expect(once.shown.count == 2)
    #expect(once.shown.indices.map { once.memberCount(of: once.group(at: $0) ?? 0) } == [20, 20])
    #expect(
      once.shown.indices.map { once.run(at: $0) } == steps.shown.indices.map { steps.run(at: $0) }
    )
  }
}
