import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct FilterTests {
  @Test(arguments: ["x", "r", "Enter", "y", "Space", "o", "d", "Tab"])
  func `where no row is shown, keys that are about one say so, and are not offered`(key: String) {
    var story = Story()
    story.learn(.sample(1), .sample(2, state: .failed))
    story.press("/")
    story.type("zz")
    story.press("Enter")
    #expect(["Details", "Cancel", "Retry"].allSatisfy { !story.lines[23].contains($0) })
    story.press(key)
    #expect(story.notice == "No row is shown: / changes the filter.")
    #expect(story.state.mode == .table)
  }

  @Test(arguments: [
    ("FRENCH", true), ("7f3a", true), ("demo", true), ("runn", true), ("french demo", true),
    ("french hindi", false), ("→", true), ("codec", true), ("xyz", false), ("28 of", true),
    ("É", true), ("é", true),
  ])
  func `every word must occur somewhere, whatever its case`(text: String, expected: Bool) throws {
    var job = Job.sample(title: "Keynote é → French")
    job.reason = "Unsupported Codec"
    job.draft = Draft(label: "28 of 40")
    #expect(try Filter(text).matches(job, at: .sampleNow) == expected)
  }

  @Test func `rows come and go while it is typed, and their number is told`() {
    var story = Story()
    story.learn(.sample(1, title: "alpha"), .sample(2, title: "alps"), .sample(3, title: "beta"))
    story.press("/")
    story.type("al")
    #expect(Set(story.order) == [1, 2])
    #expect(story.line(with: "2 of 3")?.hasPrefix(" /al") == true)
    story.type("ph")
    #expect(story.order == [1])
    story.press("Backspace", "Backspace")
    #expect(Set(story.order) == [1, 2])
  }

  @Test func `Enter keeps it, Esc on the table takes it away`() {
    var story = Story()
    story.learn(.sample(1, title: "alpha"), .sample(2, title: "beta"))
    story.press("/")
    story.type("beta")
    story.press("Enter")
    #expect(story.order == [2])
    #expect(story.line(with: "1 of 2")?.hasPrefix(" /beta") == true)
    story.press("Esc")
    #expect(story.order.count == 2)
    #expect(story.wishes == [])
  }

  @Test func `a row that starts to match appears, one that stops vanishes when the hold ends`() {
    var story = Story()
    story.learn(.sample(1, state: .running), .sample(2, state: .pending))
    story.press("/")
    story.type("running")
    story.press("Enter")
    story.learn(.sample(1, state: .completed))
    #expect(story.order == [1])
    story.wait(.seconds(3))
    #expect(story.order == [])
    story.learn(.sample(2, state: .running))
    #expect(story.order == [2])
  }

  @Test func `the cursor can be moved while it is typed`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)))
    story.press("/", "↓")
    #expect(story.cursor == 2)
    #expect(story.state.mode == .filter)
  }

  @Test func `totals count what the filter hides`() {
    var story = Story()
    story.learn(.sample(1, title: "alpha"), .sample(2, title: "beta"))
    story.press("/")
    story.type("beta")
    #expect(story.lines[1] == " 2 jobs   2 running")
  }
}
