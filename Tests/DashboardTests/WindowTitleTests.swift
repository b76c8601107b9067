import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct WindowTitleTests {
  @Test func `the title carries what runs and what failed`() {
    var story = Story()
    #expect(story.titles == ["jobtop"])
    story.wait(.seconds(1))
    story.learn(.sample(1), .sample(2), .sample(3, state: .failed), .sample(4, state: .refused))
    #expect(story.titles.last == "jobtop ▶2 ✖2")
  }

  @Test func `it changes at most once a second, and ends with what is so`() {
    var story = Story()
    for number in 1...30 {
      story.learn(.sample(UInt64(number)))
      story.wait(.milliseconds(100))
    }
    story.wait(.seconds(1))
    #expect(story.titles == ["jobtop", "jobtop ▶10", "jobtop ▶20", "jobtop ▶30"])
    story.wait(.seconds(10))
    #expect(story.titles.count == 4)
  }
}
