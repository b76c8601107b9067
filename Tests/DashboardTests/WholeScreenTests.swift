import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct WholeScreenTests {
  static let sizes = [(140, 40), (80, 24), (60, 15), (40, 8)]

  /// Three servers of which one is away, a job in every state, a batch that waits.
  static func busy(_ columns: Int, _ rows: Int) -> Story {
    var story = Story(
      columns,
      rows,
      servers: [.sample(), .sample("render"), .sample("ray")]
    )
    let request = JobFailure.Request(server: "ray", line: "GET /api/jobs/")
    let away = ServerStatus.Link.retrying(
      at: story.now.advanced(by: .seconds(7)),
      failures: 3,
      because: .unreachable(request, why: "connection refused")
    )
    story.send(.status(ServerStatus(server: "render", link: .poll(every: .seconds(2)))))
    story.send(.status(ServerStatus(server: "ray", link: away)))
    var jobs = [Job].everyState
    jobs[2].seen = story.now.advanced(by: .seconds(-31))
    jobs += (1...12).map { number in
      var job = Job.sample(100 + UInt64(number), state: .pending, title: "shot", age: .seconds(9))
      job.draft = Draft(label: "\(number) of 12")
      return job
    }
    story.learn(jobs)
    return story
  }

  @Test(arguments: sizes)
  func `the table shows every state at any size`(columns: Int, rows: Int) throws {
    let story = Self.busy(columns, rows)
    try expectSnapshot(story.grid.snapshot, named: "table-\(columns)x\(rows).txt")
  }

  @Test(arguments: sizes)
  func `the details stand where there is room for them`(columns: Int, rows: Int) throws {
    var story = Self.busy(columns, rows)
    story.wait(.seconds(4))
    var job = [Job].everyState[2]
    (job.attempt, job.serverState, job.interval) = (2, "processing", .seconds(2))
    job.draft = Draft(inputs: ["title": "shot-114", "frames": 240])
    (job.polls, job.repeats) = (9, 2)
    story.learn(job)
    story.press("↓", "↑", "Enter")
    try expectSnapshot(story.grid.snapshot, named: "details-\(columns)x\(rows).txt")
  }

  @Test func `below a wide table of many lines the details have the lower half`() throws {
    var story = Self.busy(100, 34)
    story.press("Enter")
    try expectSnapshot(story.grid.snapshot, named: "details-100x34.txt")
  }

  @Test func `the sort menu moves the table aside`() throws {
    var story = Self.busy(80, 24)
    story.press("s", "↓")
    try expectSnapshot(story.grid.snapshot, named: "sort-80x24.txt")
  }

  @Test(arguments: [(80, 24), (40, 8)])
  func `a form asks for what must be answered`(columns: Int, rows: Int) throws {
    var story = Story(columns, rows, servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    story.type("ftp:/x")
    story.press("Enter")
    try expectSnapshot(story.grid.snapshot, named: "form-\(columns)x\(rows).txt")
  }

  @Test func `the help lists keys, states, columns and commands`() throws {
    var story = Story(80, KeymapTests.help.count + 6)
    story.press("?")
    try expectSnapshot(story.grid.text + "\n", named: "help.txt")
  }

  @Test func `pending actions count down in their rows`() throws {
    var story = Story(80, 10)
    let states: [JobState] = [.running, .running, .failed]
    story.learn(states.enumerated().map { .sample(UInt64($0.offset + 1), state: $0.element) })
    story.press("x", "↓", "x", "↓")
    story.wait(.milliseconds(1))
    story.press("r", "!", "↑")
    story.wait(.seconds(1))
    try expectSnapshot(story.grid.snapshot, named: "pending-80x10.txt")
  }

  @Test(arguments: [(140, 40), (120, 30), (100, 34), (80, 24), (79, 19), (60, 15), (40, 8)])
  func `no line is longer than the screen and no wide character is cut`(
    columns: Int,
    rows: Int
  ) {
    var story = Self.busy(columns, rows)
    for keys in [[], ["↓", "x"], ["Enter"], ["s"], ["/", "o"], [":", "t"], ["N", "1"], ["?"]] {
      story.press("Esc", "Esc", "Esc")
      for key in keys { story.press(key) }
      let grid = story.grid
      #expect(grid.size == Size(columns: columns, rows: rows))
      for row in 0..<rows {
        #expect(TextWidth.columns(of: grid.text(row: row)) <= columns)
      }
    }
  }

  @Test(arguments: [(39, 8), (40, 7), (1, 1), (12, 1), (0, 0)])
  func `below 40 by 8 one line says so`(columns: Int, rows: Int) {
    var story = Self.busy(80, 24)
    story.send(.resized(Size(columns: columns, rows: rows)))
    story.press("↓", "Enter", "?", "Esc", "PgDn", "G")
    let said = "jobtop needs 40×8, this is \(columns)×\(rows)"
    let shown = rows > 0 ? TextWidth.abridged(said, to: columns) : ""
    #expect(story.grid.text.trimmed == shown)
    story.send(.resized(Size(columns: 20, rows: 4)))
    #expect(story.lines.map(\.trimmed) == ["jobtop needs 40×8,", "this is 20×4", "", ""])
  }
}
