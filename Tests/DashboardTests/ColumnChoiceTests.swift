import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Columns that are chosen, and scrolled to.
struct ColumnChoiceTests {
  private func titles(_ story: Story) -> [String] {
    story.state.columns.places.map(\.column.title)
  }

  @Test(arguments: ["s", "C"])
  func `a menu stands beside the table, not beside details that hide it`(key: String) {
    var story = Story(80, 24)
    story.learn(.sample(1), .sample(2))
    story.press("Enter")
    #expect(story.line(with: "── demo 7f3a910") != nil)
    story.press(key)
    #expect(story.line(with: "── demo") == nil && story.line(with: "PROGRESS") != nil)
    story.press("Esc")
    #expect(story.line(with: "── demo") != nil)
  }

  @Test func `a column is hidden and shown again in the menu`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("C", "↓", "↓")
    #expect(story.line(with: "✓ TITLE") != nil)
    story.press("Space")
    #expect(story.line(with: "✓ TITLE") == nil)
    #expect(!titles(story).contains("TITLE"))
    story.press("Enter")
    #expect(titles(story).contains("TITLE"))
    story.press("Esc")
    #expect(story.state.mode == .table)
  }

  @Test func `the state is always shown`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("C", "↓", "↓", "↓", "Space", "Esc")
    #expect(titles(story).contains("STATE"))
    #expect(story.line(with: "STATE stays: without it a row does not say how its job") != nil)
  }

  @Test func `arrows bring the columns for which there is no room`() {
    var story = Story(40, 12)
    story.learn(.sample(1))
    #expect(titles(story) == ["TITLE", "STATE", "AGE"])
    #expect(story.line(with: "TITLE")?.last == "›")
    story.press("→")
    #expect(titles(story) == ["ID", "TITLE", "STATE"])
    #expect(story.line(with: "‹") != nil)
    story.press("→")
    #expect(titles(story).starts(with: ["TITLE", "STATE", "PROGRESS"]))
    for _ in 0..<9 { story.press("→") }
    #expect(titles(story).last == "SEEN")
    #expect(story.line(with: "›") == nil)
    for _ in 0..<9 { story.press("←") }
    #expect(titles(story) == ["TITLE", "STATE", "AGE"])
    #expect(story.line(with: "‹") == nil)
  }

  @Test(arguments: [40, 60, 80])
  func `every column comes into sight`(width: Int) {
    var story = Story(width, 24, servers: [.sample(), .sample("beta")])
    story.learn(.sample(1), .sample(2, server: "beta"))
    var seen = Set(titles(story))
    for _ in 0..<9 {
      story.press("→")
      seen.formUnion(titles(story))
    }
    // Of how long jobs take nothing is known here.
    #expect(seen == Set(JobColumn.all.map(\.title)).subtracting(["ETA"]))
  }

  @Test func `a chosen column that has nothing to say is told from those that are shown`() {
    var story = Story()
    var job = Job.sample(1)
    job.attempt = nil
    story.learn(job)
    story.press("C")
    #expect(story.line(with: "· TRY") != nil)
    #expect(story.line(with: "✓ STATE") != nil)
  }

  @Test func `nothing is scrolled away while everything has room`() {
    var story = Story(200)
    story.learn(.sample(1))
    let all = titles(story)
    story.press("→", "→")
    #expect(titles(story) == all)
    #expect(story.line(with: "‹") == nil)
  }

  @Test func `what was scrolled on a narrow screen is whole on a wide one`() {
    var story = Story(40, 12)
    story.learn(.sample(1))
    story.press("→", "→", "→")
    story.send(.resized(Size(columns: 200, rows: 12)))
    #expect(titles(story).first == "ID")
  }
}
