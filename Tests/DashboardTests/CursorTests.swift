import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// A cursor that nobody has moved stays at the top, where news comes.
struct CursorTests {
  @Test func `n starts nothing on a server that has just come under the cursor`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1, age: .seconds(90)))
    story.learn(.sample(2, server: "render", age: .seconds(1)))
    #expect(story.cursor == 2)
    story.wait(.milliseconds(300))
    story.press("n")
    #expect(story.wishes == [])
    let question = "A job of render has just come under the cursor; press again to start one there."
    #expect(story.notice == question)
    story.press("n")
    #expect(story.wishes == [.create(server: "render", drafts: [Draft()])])
  }

  @Test func `n goes on where a job of the same server has just come under the cursor`() {
    var story = Story(servers: [.sample(), .sample("render")])
    story.learn(.sample(1, age: .seconds(90)))
    story.learn(.sample(2, age: .seconds(1)))
    story.press("n")
    #expect(story.wishes == [.create(server: "demo", drafts: [Draft()])])
  }
}
