import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct TableOrderTests {
  @Test func `what runs stands first, then what waits, what went wrong, what is done`() {
    var story = Story()
    story.learn(JobState.allCases.enumerated().map { .sample(UInt64($0), state: $1) })
    let states = story.order.map { JobState.allCases[Int($0)] }
    #expect(
      states == [
        .running, .pending, .submitting, .unconfirmed, .failed, .refused, .lost, .cancelled,
        .completed,
      ]
    )
  }

  @Test func `titles stand as people count`() {
    var story = Story()
    let titles = ["shot-10", "shot-9", "#10", "#9", "shot-9b"]
    story.learn(titles.enumerated().map { .sample(UInt64($0.offset), title: $0.element) })
    story.state.table.sort(by: Sorting(column: JobColumn.index(ofTitle: "TITLE")))
    #expect(story.order == [3, 2, 1, 4, 0])
  }

  @Test func `among equals the newest stands first`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(9)), .sample(2, age: .seconds(3)), .sample(3))
    #expect(story.order == [2, 1, 3])
  }

  @Test func `the cursor stays with its job when the order changes`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)), .sample(3))
    story.press("↓")
    #expect(story.cursor == 2)
    story.wait(.seconds(4))
    story.learn(.sample(2, state: .completed, age: .seconds(2)))
    #expect(story.order == [1, 3, 2])
    #expect(story.cursor == 2)
    #expect(story.line(with: "▌")?.contains("completed") == true)
  }

  @Test func `a cursor that was never moved floats at the top`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(5)))
    story.learn(.sample(2, age: .seconds(1)))
    #expect(story.cursor == 2)
  }

  @Test func `a key acts on the job under the cursor when it went down`() {
    var story = Story()
    story.learn(.sample(1, state: .pending), .sample(2, state: .pending, age: .seconds(90)))
    story.press("x")
    story.wait(.seconds(4))
    story.learn(.sample(2, age: .seconds(90)))
    #expect(story.order == [2, 1])
    story.press("!")
    #expect(story.wishes == [.cancel([.sample(1)])])
  }

  @Test func `after a key rows keep their places for 3 s`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)), .sample(3))
    story.press("↓")
    story.learn(.sample(1, state: .completed, age: .seconds(1)))
    #expect(story.order == [1, 2, 3])
    #expect(story.line(with: "order held 3s") != nil)
    story.wait(.milliseconds(2999))
    #expect(story.order == [1, 2, 3])
    #expect(story.line(with: "order held 1s") != nil)
    story.wait(.milliseconds(1))
    #expect(story.order == [2, 3, 1])
    #expect(story.line(with: "order held") == nil)
  }

  @Test func `a held row shows its new state at its old place`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2))
    story.press("↓")
    story.learn(.sample(1, state: .failed, age: .seconds(1)))
    #expect(story.lines[4].contains("✖ failed"))
  }

  @Test func `new rows appear while the order is held`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(5)))
    story.press("↓")
    story.learn(.sample(2, age: .seconds(1)))
    #expect(story.order == [2, 1])
    #expect(story.cursor == 1)
  }

  @Test func `the screen follows the cursor, and the cursor's line stays where it is`() {
    var story = Story(80, 16)
    story.learn((1...40).map { .sample($0, age: .seconds(Int($0))) })
    story.press("G")
    #expect(story.cursor == 40)
    story.press("↑", "↑")
    let line = story.lines.firstIndex { $0.contains("▌") }
    story.learn((41...45).map { .sample($0, age: .milliseconds(1)) })
    #expect(story.cursor == 38)
    #expect(story.lines.firstIndex { $0.contains("▌") } == line)
  }

  @Test func `pages and halves move by what is visible`() {
    var story = Story(80, 16)
    story.learn((1...60).map { .sample($0, age: .seconds(Int($0))) })
    let page = UInt64(story.state.layout.visibleRows)
    story.press("PgDn")
    #expect(story.cursor == page)
    story.press("ctrl-d")
    #expect(story.cursor == page + page / 2)
    story.press("ctrl-u", "PgUp", "PgUp")
    #expect(story.cursor == 1)
    story.press("End", "Home")
    #expect(story.cursor == 1)
  }

  @Test func `s chooses a column, I turns it round, angle brackets go to its neighbours`() {
    var story = Story()
    story.learn(
      .sample(1, title: "Beta"),
      .sample(2, title: "alpha"),
      .sample(3, title: "gamma")
    )
    story.press("s", "↑", "Enter")
    #expect(story.order == [2, 1, 3])
    #expect(story.line(with: "TITLE△") != nil)
    story.press("I")
    #expect(story.order == [3, 1, 2])
    #expect(story.line(with: "TITLE▽") != nil)
    story.press("<")
    #expect(story.line(with: "ID△") != nil)
    #expect(story.order == [1, 2, 3])
    story.press(">", ">")
    #expect(story.line(with: "STATE△") != nil)
  }

  @Test func `identifiers that are numbers sort as numbers`() {
    var story = Story()
    story.learn(
      ["9", "10", "100"].enumerated().map { index, id in
        var job = Job.sample(UInt64(index + 1))
        job.jobID = JobID(id)
        return job
      }
    )
    story.press("<", "<")
    #expect(story.order == [1, 2, 3])
  }

  @Test func `rows on the screen are told to whoever polls, when they change`() {
    var story = Story(80, 12)
    story.learn((1...20).map { .sample($0, age: .seconds(Int($0))) })
    let rows = UInt64(story.state.layout.visibleRows)
    #expect(story.viewing == (1...rows).map { .sample($0) })
    story.press("G")
    #expect(story.viewing == (21 - rows...20).map { .sample($0) })
    story.send(.forgotten([.sample(20)]))
    #expect(story.viewing == (20 - rows...19).map { .sample($0) })
  }

  @Test func `a sorting by a column that has no room is said elsewhere`() {
    var story = Story(40, 20)
    story.learn(.sample(1), .sample(2))
    #expect(story.line(with: "sorted by") == nil)
    story.press("s", "End", "Enter")
    #expect(story.line(with: "sorted by SEEN▽") != nil)
    story.send(.resized(Size(columns: 100, rows: 20)))
    #expect(story.line(with: "sorted by") == nil)
    #expect(story.line(with: "SEEN▽") != nil)
  }
}
