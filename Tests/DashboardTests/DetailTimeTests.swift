import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// State lane, timeline and attempts of one job tell the same times.
struct DetailTimeTests {
  private func instant(_ seconds: Int) -> Timestamp {
    Timestamp.sampleNow.advanced(by: .seconds(seconds))
  }

  /// A job that was created 60 s before the samples' now.
  private func job(_ state: JobState, started: Int? = nil, finished: Int? = nil) -> Job {
    var job = Job(
      run: .sample(1),
      server: "demo",
      jobID: "7",
      state: state,
      created: instant(-60)
    )
    job.started = started.map(instant)
    job.finished = finished.map(instant)
    job.seen = .sampleNow
    (job.attempt, job.attemptLimit) = (1, 3)
    return job
  }

  /// The details of a job of which that was heard, each after so many seconds.
  private func content(_ news: [(at: Int, UpdateSource, Job)]) -> [String] {
    var story = Story(140, 60)
    for (at, source, job) in news {
      story.now = instant(at)
      story.send(.updates([JobUpdate(time: story.now, source: source, job: job)]))
    }
    story.now = .sampleNow
    let row = story.state.table.row(at: 0)
    let content = DetailContent(row, in: story.state, width: 60, at: story.now)
    return content.lines.map { $0.map(\.text).joined() }
  }

  private func part(_ title: String, of lines: [String]) -> [String] {
    Array(lines.drop { $0 != title }.dropFirst().prefix { !$0.isEmpty })
  }

  private func lane(of lines: [String]) -> String? {
    lines.firstIndex { $0.hasPrefix("━") }.map { lines[$0 + 1].trimmed }
  }

  @Test func `what the server dates stands at its date everywhere`() {
    let lines = content([
      (-57, .list, job(.pending)), (-30, .poll, job(.running, started: -48)),
      (-9, .poll, job(.completed, started: -48, finished: -18)),
    ])
    #expect(lane(of: lines) == "◌ 12s   ▶ 30s   ✔")
    #expect(
      part("Timeline", of: lines) == [
        "14:02:22  ◌ pending     by list", "14:02:34  ▶ running     by poll",
        "14:03:04  ✔ completed   by poll",
      ]
    )
    #expect(part("Attempts", of: lines) == ["14:02:22  try 1 of 3  ✔ completed  after 42s"])
    #expect(lines.contains("Started   14:02:34, after 12s"))
  }

  @Test func `what was only seen between two polls stands where it was seen, and is marked`() {
    var pending = job(.pending)
    pending.isCreationKnown = false
    pending.created = instant(-57)
    var (running, failed) = (pending, pending)
    running.state = .running
    (failed.state, failed.finished) = (.failed, instant(-9))
    let lines = content([(-57, .poll, pending), (-30, .poll, running), (-9, .poll, failed)])
    #expect(lane(of: lines) == "◌ ~27s   ▶ ~21s   ✖")
    #expect(
      part("Timeline", of: lines) == [
        "14:02:25  ◌ pending     seen by poll", "14:02:52  ▶ running     seen by poll",
        "14:03:13  ✖ failed      seen by poll",
      ]
    )
    #expect(part("Attempts", of: lines) == ["14:02:25  try 1 of 3  ✖ failed  after ≥48s"])
  }

  @Test func `what a server pushes happened when it came, after the first that was heard`() {
    let sse = UpdateSource.push(.sse)
    var second = job(.pending, started: -48)
    second.attempt = 2
    let lines = content([
      (-60, .list, job(.pending)), (-48, sse, job(.running, started: -48)), (-20, sse, second),
    ])
    #expect(lane(of: lines) == "◌ 12s   ▶ 28s   ◌ 20s")
    #expect(
      part("Attempts", of: lines) == [
        "14:02:22  try 1 of 3  ✖ failed  after 40s", "14:03:02  try 2 of 3  ◌ pending  for 20s",
      ]
    )
  }

  @Test func `a later try does not begin when the first one did`() {
    var (second, working) = (job(.pending, started: -48), job(.running, started: -48))
    (second.attempt, working.attempt) = (2, 2)
    let lines = content([
      (-60, .list, job(.pending)), (-40, .poll, job(.running, started: -48)),
      (-20, .poll, second), (-10, .poll, working),
    ])
    #expect(lane(of: lines) == "◌ 12s   ▶ ~28s   ◌ ~10s   ▶ ~10s")
    #expect(part("Timeline", of: lines).last == "14:03:12  ▶ running     try 2  seen by poll")
    #expect(
      part("Attempts", of: lines) == [
        "14:02:22  try 1 of 3  ✖ failed  after ~40s",
        "14:03:02  try 2 of 3  ▶ running  for ~20s",
      ]
    )
  }

  @Test func `of a job that was found the lane shows what its server dates of the time before`() {
    let lines = content([(-1, .list, job(.completed, started: -48, finished: -18))])
    #expect(lane(of: lines) == "◌ 12s   ▶ 30s   ✔")
    #expect(part("Timeline", of: lines) == ["14:03:04  ✔ completed   by list"])
    #expect(part("Attempts", of: lines) == ["14:02:22  try 1 of 3  ✔ completed  after 42s"])
  }

  @Test func `of a later try that was over when the job was found nobody says how long it took`() {
    var over = job(.failed, started: -48, finished: -18)
    over.attempt = 3
    let lines = content([(-1, .list, over)])
    #expect(part("Attempts", of: lines) == ["14:03:04  try 3 of 3  ✖ failed"])
  }

  @Test func `a second run begins with itself, also where the job keeps its date of creation`() {
    var (again, working) = (job(.pending), job(.running, started: -4))
    (again.runNumber, working.runNumber) = (2, 2)
    let lines = content([
      (-60, .list, job(.pending)), (-48, .push(.sse), job(.running, started: -48)),
      (-18, .push(.sse), job(.failed, started: -48, finished: -18)),
      (-9, .push(.sse), again), (-4, .push(.sse), working),
    ])
    #expect(lane(of: lines) == "◌ 5s   ▶ 4s")
    #expect(lines.contains("Started   14:03:18, after 5s"))
    #expect(part("Attempts", of: lines) == ["14:03:13  try 1 of 3  ▶ running  for 9s"])
  }

  @Test func `a run that takes the row of the one before stands behind it in the timeline`() {
    var story = Story(140, 60)
    story.now = instant(-18)
    story.learn(job(.failed, started: -48, finished: -18))
    story.now = instant(-9)
    var again = Job(
      run: .sample(2),
      server: "demo",
      jobID: "7",
      state: .pending,
      created: instant(-60)
    )
    again.runNumber = 2
    again.seen = story.now
    let update = JobUpdate(time: story.now, source: .poll, job: again, replaces: .sample(1))
    story.send(.updates([update]))
    story.now = .sampleNow
    let row = story.state.table.row(at: 0)
    #expect(row.history.map(\.time) == [instant(-18), instant(-9)])
    let content = DetailContent(row, in: story.state, width: 60, at: story.now)
    #expect(lane(of: content.lines.map { $0.map(\.text).joined() }) == "◌ ~9s")
  }

  @Test func `why a try failed is said once, beside that try`() {
    var next = job(.pending)
    (next.attempt, next.reason) = (2, "source is gone")
    var runs = next
    runs.state = .running
    let lines = content([
      (-50, .poll, job(.running)), (-30, .poll, next), (-20, .poll, runs),
    ])
    #expect(part("Timeline", of: lines).joined().contains("source is gone") == false)
    #expect(part("Attempts", of: lines)[0].contains("source is gone"))
    #expect(part("Timeline", of: lines).count == 3)
  }
}
