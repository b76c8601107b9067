import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct ExportTests {
  private func story() -> Story {
    var story = Story(120, 24)
    story.learn(.sample(1), .sample(2, state: .failed, title: "a|b, \"c\""))
    return story
  }

  private func text(after keys: String..., in story: Story? = nil) -> String? {
    var story = story ?? self.story()
    story.press("ctrl-s")
    for key in keys { story.press(key) }
    story.press("Enter")
    guard case .write(.text(let text), _) = story.wishes.last else { return nil }
    return text
  }

  @Test func `a name is proposed that tells the time and follows the format`() {
    var story = story()
    story.press("ctrl-s", "Enter", "ctrl-s", "↓", "↓", "Enter", "ctrl-s", "↑", "Enter")
    let files = story.wishes.map { wish -> String in
      guard case .write(_, let file) = wish else { return "no file" }
      return file
    }
    let name = "jobtop-20261121-140322"
    #expect(files == ["\(name).csv", "\(name).md", "\(name).svg"])
  }

  @Test func `a name of one's own stays`() {
    var story = story()
    story.press("ctrl-s", "ctrl-u")
    story.type("jobs")
    story.press("↓", "Enter")
    guard case .write(.text, "jobs") = story.wishes.last else {
      Issue.record("\(story.wishes)")
      return
    }
  }

  @Test func `CSV has the fields that the commands write, quoted where they must be`() {
    let lines = text()?.split(separator: "\n") ?? []
    #expect(lines.first?.hasPrefix("time,server,id,run,title,kind,state,serverState,final") == true)
    #expect(lines.count == 3)
    #expect(lines.last?.contains(",\"a|b, \"\"c\"\"\",") == true)
  }

  @Test func `JSON is an array of the rows that are shown`() throws {
    var filtered = story()
    filtered.press("/")
    filtered.type("state:failed")
    filtered.press("Enter")
    let shown = try JSON(parsing: text(after: "↓", in: filtered) ?? "")
    guard case .array(let jobs) = shown else {
      Issue.record("no array")
      return
    }
    #expect(jobs.map { $0["state"] } == ["failed"])
  }

  @Test func `Markdown has the columns of the screen`() {
    let lines = text(after: "↓", "↓")?.split(separator: "\n") ?? []
    #expect(lines.first == "| ID | TITLE | STATE | PROGRESS | TRY | RETRIES | AGE | SEEN |")
    #expect(lines.dropFirst().first == "| --- | --- | --- | --- | --: | --: | --: | --: |")
    #expect(lines.last?.contains("a\\|b") == true)
  }

  @Test func `Markdown of a server's words is those words and nothing else`() {
    var story = Story(140, 24)
    story.learn(.sample(1, title: "<img src=x> ![a](http://b) `id` *c* &lt; d_e"))
    let line = text(after: "↓", "↓", in: story)?.split(separator: "\n").last
    let title = #"\<img src=x\> \!\[a\]\(http://b\) \`id\` \*c\* \&lt; d\_e"#
    #expect(line?.contains("| " + title + " |") == true)
  }

  @Test func `of marked rows only these are written, also where the filter hides them`() {
    var story = story()
    story.learn(.sample(3))
    story.press("Space", "Space", "/")
    story.type("state:failed")
    story.press("Enter", "ctrl-s")
    #expect(story.line(with: "Write 2 marked rows or the screen") != nil)
    story.press("Enter")
    guard case .write(.text(let text), _) = story.wishes.last else {
      Issue.record("\(story.wishes)")
      return
    }
    let lines = text.split(separator: "\n").dropFirst()
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains(",running,") })
  }

  @Test func `the picture is the screen without the dialog`() {
    let plain = story()
    #expect(text(after: "↓", "↓", "↓")?.contains("Write 2 rows") == false)
    var picture = story()
    picture.press("ctrl-s", "↑", "Enter")
    guard case .write(.svg(let grid), _) = picture.wishes.last else {
      Issue.record("no picture")
      return
    }
    #expect(grid.text(row: 4) == plain.grid.text(row: 4))
  }

  @Test(arguments: [(140, 40), (80, 24), (40, 8)])
  func `the dialog fits at any size`(columns: Int, rows: Int) throws {
    var story = WholeScreenTests.busy(columns, rows)
    story.press("ctrl-s", "↓")
    try expectSnapshot(story.grid.snapshot, named: "export-\(columns)x\(rows).txt")
  }

  @Test func `what became of it is told`() {
    var story = story()
    story.send(.wrote(file: "a.csv"))
    #expect(story.notice == "Written: a.csv")
  }
}
