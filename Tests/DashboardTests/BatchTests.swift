import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Jobs that are started at a pace.
struct BatchTests {
  /// Six jobs, two a second.
  private func begun() -> Story {
    var story = Story()
    story.press("N")
    story.type("6")
    story.press("Tab")
    story.type("2")
    story.press("Enter")
    return story
  }

  private func labels(_ story: Story) -> [String?] {
    story.wishes.flatMap { wish -> [String?] in
      guard case .create(_, let drafts) = wish else { return [] }
      return drafts.map(\.label)
    }
  }

  @Test func `they are started at their pace, the first at once`() {
    var story = begun()
    #expect(labels(story) == ["1 of 6"])
    story.wait(.seconds(1))
    #expect(labels(story) == ["1 of 6", "2 of 6", "3 of 6"])
    #expect(story.line(with: "3 of 6 started") != nil)
    story.wait(.seconds(9))
    #expect(labels(story).count == 6)
    #expect(story.line(with: "started") == nil)
  }

  @Test func `a fast pace starts some together, ten times a second`() {
    var story = Story()
    story.press("N")
    story.type("1000")
    story.press("Tab")
    story.type("500")
    story.press("Enter")
    story.wait(.seconds(1))
    #expect((450...510).contains(labels(story).count))
    #expect((9...12).contains(story.wishes.count))
    story.wait(.seconds(2))
    #expect(labels(story).count == 1000)
  }

  @Test func `u leaves the rest unstarted`() {
    var story = begun()
    story.press("u")
    #expect(story.notice == "Taken back: the last 5 jobs of 6 are not started.")
    story.wait(.seconds(10))
    #expect(labels(story).count == 1)
  }

  @Test func `! starts the rest now`() {
    var story = begun()
    story.press("!")
    #expect(labels(story).count == 6)
  }

  @Test func `quitting asks what is to become of the rest, and time stands still`() {
    var story = begun()
    story.press("q")
    #expect(story.state.mode == .quit)
    #expect(story.line(with: "5 actions are not sent yet") != nil)
    story.wait(.seconds(10))
    #expect(labels(story).count == 1)
    story.press("Esc")
    story.wait(.seconds(1))
    #expect(labels(story).count == 3)
    story.press("q", "!")
    #expect(labels(story).count == 6)
    #expect(story.wishes.last == .quit)
  }
}
