import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct MarkTests {
  /// Running jobs 1 to 5, the newest on top, and the cursor on the first.
  private static var story: Story {
    var story = Story()
    story.learn((1...5).map { .sample(UInt64($0), age: .seconds($0)) })
    story.press("g")
    return story
  }

  private func marked(_ story: Story) -> [UInt64] {
    story.order.filter { story.state.marks.contains(.sample($0)) }
  }

  @Test func `Space marks a row and goes on to the next`() {
    var story = Self.story
    story.press("Space", "Space", "↓", "Space")
    #expect(marked(story) == [1, 2, 4])
    #expect(story.cursor == 5)
    #expect(story.line(with: "3 marked") != nil)
    #expect(story.lines.filter { $0.contains("•") }.count == 3)
    story.press("↑", "Space")
    #expect(marked(story) == [1, 2])
    story.press("U")
    #expect(marked(story) == [])
  }

  @Test func `v marks up to the cursor, whichever way it goes, until v or Esc`() {
    var story = Self.story
    story.press("↓", "↓", "v", "↓")
    #expect(marked(story) == [3, 4])
    story.press("↑", "↑", "↑")
    #expect(marked(story) == [1, 2, 3])
    story.press("v", "G")
    #expect(marked(story) == [1, 2, 3])
    story.press("v", "↑", "Esc")
    #expect(marked(story) == [1, 2, 3])
    #expect(story.state.mode == .table)
  }

  @Test func `a row that comes between by itself is not marked by a range`() {
    var story = Self.story
    story.press("v", "↓", "↓")
    story.learn(.sample(9, age: .milliseconds(2_500)))
    story.wait(.seconds(4))
    #expect(story.order.contains(9))
    #expect(marked(story) == [1, 2, 3])
  }

  @Test func `the star marks what the filter shows, and a second time none of it`() {
    var story = Self.story
    story.learn(.sample(6, state: .failed), .sample(7, state: .failed))
    story.press("/")
    story.type("state:failed")
    story.press("Enter", "*", "Esc")
    #expect(marked(story) == [6, 7] || marked(story) == [7, 6])
    story.press("*", "*")
    #expect(marked(story) == [])
  }

  @Test func `a mark on one run is no mark on the next run of the same id`() {
    var story = Self.story
    story.press("Space", "Space")
    var next = Job.sample(8)
    next.runNumber = 2
    story.send(
      .updates([JobUpdate(time: story.now, source: .list, job: next, replaces: .sample(1))])
    )
    #expect(marked(story) == [2])
    #expect(story.state.targets.map(\.run) == [.sample(2)])
  }

  @Test func `a mark follows its row to the job that a draft became, and goes with it`() {
    var story = Self.story
    story.press("Space")
    story.send(
      .updates([
        JobUpdate(time: story.now, source: .poll, job: .sample(8), replaces: .sample(1))
      ])
    )
    #expect(marked(story) == [8])
    story.send(.forgotten([.sample(8)]))
    #expect(story.state.marks.isEmpty)
  }
}
