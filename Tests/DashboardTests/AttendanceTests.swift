import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct AttendanceTests {
  private static let hint = ". Enter shows them, Esc closes this."

  private func story() -> Story {
    var story = Story(140, 24)
    story.learn((1...6).map { .sample($0) })
    return story
  }

  /// Two that complete and two that fail.
  private func ends(_ story: inout Story) {
    story.learn(.sample(1, state: .completed), .sample(2, state: .failed, title: "shot-114"))
    story.learn(.sample(3, state: .completed), .sample(4, state: .failed))
  }

  private func told(_ story: Story) -> String? {
    story.line(with: "While you were away").map(\.trimmed)
  }

  private static let sentence =
    "While you were away: +2 completed, 2 failed (first: shot-114, unsupported codec)"

  @Test func `what ended while the window was out of focus is told until a key`() {
    var story = story()
    story.send(.focused(false))
    ends(&story)
    #expect(told(story) == nil)
    story.send(.focused(true))
    #expect(told(story) == Self.sentence + Self.hint)
    story.wait(.seconds(60))
    #expect(told(story) != nil)
    story.press("↓")
    #expect(told(story) == nil)
    #expect(story.state.cursor.position == 1)
  }

  @Test func `Enter shows exactly those, Esc all again`() {
    var story = story()
    story.send(.focused(false))
    ends(&story)
    story.send(.focused(true))
    story.press("Enter")
    #expect(Set(story.order) == [1, 2, 3, 4])
    #expect(story.line(with: "4 of 6") != nil)
    #expect(story.state.detail == nil)
    story.press("Esc")
    #expect(story.order.count == 6)
  }

  @Test func `Esc closes the news and nothing else`() {
    var story = story()
    story.press("Enter")
    story.send(.focused(false))
    ends(&story)
    story.send(.focused(true))
    story.press("Esc")
    #expect(told(story) == nil)
    #expect(story.state.detail != nil)
  }

  @Test func `after five minutes without a key the same is told`() {
    var story = story()
    story.press("↓")
    story.wait(.seconds(200))
    ends(&story)
    story.wait(.seconds(99))
    #expect(told(story) == nil)
    story.wait(.seconds(1))
    #expect(told(story) == Self.sentence + Self.hint)
  }

  @Test func `news that stands on the screen wakes nobody`() {
    var story = Story(50, 12)
    story.learn(.sample(1), .sample(2))
    story.learn(.sample(1, state: .completed), .sample(2, state: .completed))
    let later = story.now.advanced(by: .seconds(301))
    story.now = later
    story.send(.tick)
    #expect(story.lines.joined().contains("While you were away"))
    if let next = story.state.nextTick(after: later) { #expect(next > later) }
  }

  @Test func `who saw it happen is told nothing`() {
    var story = story()
    ends(&story)
    story.press("↓")
    story.send(.focused(false))
    story.send(.focused(true))
    #expect(told(story) == nil)
    story.wait(.seconds(600))
    #expect(told(story) == nil)
  }

  @Test func `news that nobody has closed stays, however often the window is left`() {
    var story = story()
    story.send(.focused(false))
    ends(&story)
    story.send(.focused(true))
    story.send(.focused(false))
    story.learn(.sample(5, state: .completed))
    story.send(.focused(true))
    #expect(told(story)?.hasPrefix("While you were away: +3 completed, 2 failed") == true)
  }

  @Test func `a row that runs again meanwhile is still found`() {
    var story = story()
    story.send(.focused(false))
    ends(&story)
    var again = Job.sample(22)
    again.jobID = Job.sample(2).jobID
    again.runNumber = 2
    story.send(.updates([.sample(again, replaces: .sample(2))]))
    story.send(.focused(true))
    story.press("Enter")
    #expect(Set(story.order) == [1, 22, 3, 4])
  }

  @Test func `what was typed as a filter before is not mixed with it`() {
    var story = story()
    story.send(.focused(false))
    ends(&story)
    story.send(.focused(true))
    story.press("Enter", "/")
    story.type("shot")
    #expect(story.order == [2])
  }
}
