import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Going back in time on the screen.
struct PastTests {
  /// A job that runs, and fails ten seconds later.
  private func failed() -> Story {
    var story = Story(140)
    story.learn(.sample(1), .sample(2))
    story.wait(.seconds(10))
    var job = Job.sample(1, state: .failed)
    job.seen = story.now
    story.learn(job)
    story.wait(.seconds(10))
    return story
  }

  @Test func `a comma shows how it was before the last change, a point how it became`() {
    var story = failed()
    #expect(story.line(with: "1 failed") != nil)
    story.press(",")
    #expect(story.line(with: "2 running") != nil && story.line(with: "failed") == nil)
    #expect(story.lines[0].contains("rewound 14:03:31"))
    #expect(story.line(with: "rewound by 11s, End returns") != nil)
    story.press(".")
    #expect(story.line(with: "1 failed") != nil)
    #expect(story.lines[0].contains("rewound 14:03:32"))
    story.press(".")
    #expect(story.line(with: "rewound") == nil)
  }

  @Test(arguments: ["End", "Esc", "p"])
  func `what came meanwhile is there again when the screen returns to now`(key: String) {
    var story = failed()
    story.press(",")
    story.learn(.sample(3, state: .completed))
    #expect(story.line(with: "2 jobs") != nil)
    story.press(key)
    #expect(story.line(with: "rewound") == nil)
    #expect(story.line(with: "3 jobs") != nil && story.line(with: "1 failed") != nil)
    story.press(",")
    #expect(story.line(with: "2 jobs") != nil && story.line(with: "1 failed") != nil)
  }

  @Test func `ages are those of the instant that is shown`() {
    var story = Story(140)
    var job = Job.sample(1, age: .seconds(72))
    job.interval = nil
    story.learn(job)
    story.wait(.seconds(130))
    story.press("{")
    #expect(story.lines[0].contains("rewound 14:04:32"))
    #expect(story.line(with: "▶ running")?.contains("2m22") == true)
    story.press("{", "{")
    #expect(story.lines[0].contains("rewound 14:03:22"))
    story.press("{")
    #expect(story.notice == "Nothing before 14:03:22 is kept.")
    story.press("}")
    #expect(story.lines[0].contains("rewound 14:04:22"))
    story.press("}", "}")
    #expect(story.line(with: "rewound") == nil)
  }

  @Test(arguments: [".", "}"])
  func `who cannot go forward is told why`(key: String) {
    var story = failed()
    story.press(key)
    #expect(story.notice == "This is now.")
    story.press("p", key)
    #expect(story.notice == "Nothing later is shown: p goes on.")
  }

  @Test func `behind the end of a recording no time passes`() {
    var story = failed()
    story.state.play(atSpeed: 1)
    story.send(.ended)
    story.wait(.seconds(60))
    story.press(",")
    #expect(story.line(with: "rewound by 11s, End returns") != nil)
  }

  @Test(arguments: ["l", "d", "n", "N", "x", "r"])
  func `a recording has no server to be asked`(key: String) {
    var story = failed()
    story.state.play(atSpeed: 1)
    story.press("↓", key)
    #expect(story.notice == "This is a recording: jobs are looked at and left alone.")
    #expect(story.wishes == [])
  }

  @Test(arguments: ["track 7", "forget", "create", "connect http://a.example", "demo"])
  func `a recording takes no command for a server`(line: String) {
    var story = failed()
    story.state.play(atSpeed: 1)
    story.press(":")
    story.type(line)
    story.press("Enter")
    #expect(story.notice == "This is a recording: jobs are looked at and left alone.")
    #expect(story.wishes == [])
  }

  @Test(arguments: ["x", "r", "n", "N", "u", "!"])
  func `nothing is asked of a server while the past is shown`(key: String) {
    var story = failed()
    story.press("↓", ",", key)
    #expect(story.wishes == [] && story.state.mode == .table)
    #expect(
      story.notice == "This is how it was: End returns to now, where jobs can be changed."
    )
  }

  @Test func `no command changes jobs while the past is shown`() {
    var story = failed()
    story.press(",", ":")
    story.type("forget")
    story.press("Enter")
    #expect(story.wishes == [])
    #expect(story.notice?.hasPrefix("This is how it was") == true)
  }

  @Test func `a row that was forgotten is there again before that`() {
    var story = failed()
    story.send(.forgotten([.sample(2)]))
    #expect(story.line(with: "1 job ") != nil)
    story.press(",")
    #expect(story.line(with: "2 jobs") != nil)
    story.press("End")
    #expect(story.line(with: "1 job ") != nil)
  }

  @Test func `a job's timeline in the details is that of then`() {
    var story = failed()
    story.press("↓", "g", "Enter")
    let now = story.lines.filter { $0.contains("✖ failed") }.count
    story.press(",")
    #expect(now > story.lines.filter { $0.contains("✖ failed") }.count)
  }

  @Test func `chips are those of then`() {
    var story = failed()
    story.send(.status(ServerStatus(server: "demo", link: .poll(every: .seconds(2)))))
    #expect(story.lines[0].contains("poll 2 s"))
    story.press(",")
    #expect(story.lines[0].contains("push 12 ms"))
    story.press("End")
    #expect(story.lines[0].contains("poll 2 s"))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `going back to the begin and returning changes nothing`(seed: UInt64) {
    var dice = SplitMix(state: seed)
    var story = Story(140)
    var runs: [UInt64] = []
    for step in 1...60 as ClosedRange<UInt64> {
      story.now = story.now.advanced(by: .seconds(1))
      switch dice.next() % 6 {
      case 0 where !runs.isEmpty:
        story.send(.forgotten([.sample(runs.remove(at: Int(dice.next() % UInt64(runs.count))))]))
      case 1 where !runs.isEmpty:
        // A draft becomes a job, or a job its next run.
        let place = Int(dice.next() % UInt64(runs.count))
        let update = JobUpdate(
          time: story.now,
          source: .create,
          job: .sample(step, state: .pending),
          replaces: .sample(runs[place])
        )
        runs[place] = step
        story.send(.updates([update]))
      case 2, 3:
        runs.append(step)
        story.learn(.sample(step, state: .running))
      default:
        guard !runs.isEmpty else { continue }
        let states = JobState.allCases
        let state = states[Int(dice.next() % UInt64(states.count))]
        story.learn(.sample(runs[Int(dice.next() % UInt64(runs.count))], state: state))
      }
    }
    let live = Picture(story)
    let begin = story.state.past.steps.count { $0.isNews }
    for _ in 0..<begin { story.press(",") }
    #expect(story.state.table.rows.isEmpty)
    #expect(story.state.table.counts == StateCounts())
    for _ in 0..<begin / 2 { story.press(".") }
    story.press("End")
    #expect(Picture(story) == live)
  }

  /// What the table shows and counts.
  private struct Picture: Equatable {
    let jobs: [Job]
    let counts: StateCounts
    let histories: [[StateChange]]

    init(_ story: Story) {
      let table = story.state.table
      jobs = table.shown.indices.map { table.job(at: $0) }
      counts = table.counts
      histories = table.shown.indices.map { table.row(at: $0).history }
    }
  }

  @Test func `a first list that is larger than what is kept leaves nothing behind`() {
    var story = Story()
    let count = UInt64(Past.liveLimit * 2)
    story.learn((0..<count).map { .sample($0) })
    #expect(story.state.past.steps.isEmpty)
    story.press(",")
    #expect(story.notice == "Nothing before 14:03:22 is kept.")
    story.learn(.sample(1, state: .failed))
    story.press(",")
    #expect(story.line(with: "rewound") != nil && story.line(with: "1 failed") == nil)
  }

  @Test func `what is kept is bounded`() {
    var story = Story()
    for number in 0..<200 as Range<UInt64> {
      story.learn((0..<100 as Range<UInt64>).map { .sample($0, age: .seconds(Int(number))) })
    }
    let rows = story.state.past.steps.reduce(0) { $0 + $1.rows.count }
    #expect((Past.liveLimit - 200...Past.liveLimit * 5 / 4 + 100).contains(rows))
    story.press("{", "{", "{")
    #expect(story.line(with: "100 jobs") != nil)
  }
}
