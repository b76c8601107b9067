import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct MouseTests {
  private func story(_ count: UInt64 = 30, rows: Int = 20) -> Story {
    var story = Story(100, rows)
    story.learn((1...count).map { .sample($0, age: .seconds(Int($0))) })
    return story
  }

  @Test func `a click selects a row, a second one opens its details`() {
    var story = story()
    story.click("7f3a9105")
    #expect(story.cursor == 5)
    #expect(story.state.detail == nil)
    story.click("7f3a9105")
    #expect(story.state.detail != nil)
  }

  @Test func `a click is about the row that stood there, wherever it goes meanwhile`() {
    var story = story()
    story.press("↓")
    story.learn(.sample(3, state: .completed))
    let place = story.place(of: "7f3a9103")
    // The order is let go in the same instant.
    story.now = story.now.advanced(by: .seconds(9))
    story.send(.mouse(Mouse(.press, row: place.row, column: place.column)))
    #expect(story.cursor == 3)
  }

  @Test func `the wheel scrolls the rows and the cursor stays on its job while it can`() {
    var story = story()
    story.click("7f3a9104")
    let row = story.place(of: "7f3a9104").row
    story.wheel(.wheelDown, row: row, column: 10)
    #expect(story.cursor == 4)
    #expect(story.place(of: "7f3a9104").row == row - 3)
    story.wheel(.wheelDown, row: row, column: 10)
    #expect(story.cursor == 7)
    for _ in 0..<9 { story.wheel(.wheelUp, row: row, column: 10) }
    #expect(story.state.firstVisible == 0)
  }

  @Test func `the wheel over the details scrolls them, and over the help the help`() {
    var story = Story(140, 14)
    story.learn((1...30).map { .sample($0) })
    story.press("Enter")
    story.wheel(.wheelDown, row: 8, column: 120)
    #expect(story.state.detail?.firstLine == 3)
    #expect(story.state.firstVisible == 0)
    story.press("?")
    let before = story.lines
    story.wheel(.wheelDown, row: 8, column: 10)
    #expect(story.lines[3...8] == before[6...11])
  }

  @Test func `a click on a title sorts by it, a second one the other way round`() {
    var story = story()
    story.click("AGE")
    let sorted = story.state.table.sorting
    #expect(JobColumn.all[sorted.column].title == "AGE")
    story.click("AGE")
    #expect(story.state.table.sorting.isDescending == !sorted.isDescending)
  }

  @Test func `a click on a server shows only its jobs, again those of all`() {
    var story = Story(140, 20, servers: [.sample(), .sample("render"), .sample("ray")])
    story.learn(.sample(1), .sample(2, server: "render"), .sample(3, state: .failed, server: "ray"))
    story.click("render  push")
    #expect(story.order == [2] && story.line(with: "/server=render") != nil)
    story.click("ray  push")
    #expect(story.order == [3])
    story.click("● ray")
    #expect(Set(story.order) == [1, 2, 3])
    story.press("/")
    story.type("state:running")
    story.press("Enter")
    story.click("● demo")
    #expect(story.line(with: "/server=demo (state:running)") != nil && story.order == [1])
    story.click("demo  push")
    #expect(Set(story.order) == [1, 2])
    // Beside the chips nothing is clicked.
    for column in [0, 5, 28, 139] { story.send(.mouse(Mouse(.press, row: 0, column: column))) }
    #expect(story.line(with: "/state:running") != nil)
  }

  @Test func `where columns stand close, the mark of the order does not join two titles`() {
    var story = Story(70, 20)
    story.learn((1...3).map { .sample($0) })
    story.click("AGE")
    let titles = story.line(with: "STATE") ?? ""
    #expect(titles.contains(" ▽AGE ") || titles.contains(" △AGE "))
  }

  @Test func `a click on a hint does what it says`() {
    var story = story()
    story.click("Help")
    #expect(story.state.mode == .help)
    story.press("Esc")
    story.click("Sort")
    let line = story.lines.firstIndex { $0.hasPrefix(" SEEN") } ?? -1
    story.send(.mouse(Mouse(.press, row: line, column: 3)))
    #expect(JobColumn.all[story.state.table.sorting.column].title == "SEEN")
    #expect(story.state.mode == .table)
    story.click("Quit")
    #expect(story.wishes == [.quit])
  }

  @Test func `a click on a line of the palette does it, and the wheel goes from line to line`() {
    var story = story()
    story.press(":")
    let row = story.lines.count - 4
    story.wheel(.wheelDown, row: row, column: 10)
    story.wheel(.wheelDown, row: row, column: 10)
    #expect(story.line(with: ", 3 of ") != nil)
    story.type("mark")
    story.click("Mark every row")
    #expect(story.state.mode == .table)
    #expect(story.state.marks.count == 30)
  }

  @Test func `a click on a line of the copy menu copies that`() {
    var story = story()
    story.press("y")
    story.click("i  Id")
    #expect(story.wishes == [.copy("7f3a9101")])
    #expect(story.state.mode == .table)
  }

  @Test func `a click on a field of a form puts the cursor there`() {
    var story = Story(servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    story.type("http://a.example/会議/b")
    story.click("会議")
    story.type("x")
    story.click("議/b")
    story.type("y")
    #expect(story.line(with: "http://a.example/x会y議/b") != nil)
    story.click("job  ")
    story.type("my ")
    #expect(story.line(with: "my job") != nil)
    story.click("speakers")
    story.type("3")
    let form = story.state.overlays.last?.form
    #expect(form?.fields.last?.input.text == "3")
  }

  @Test func `a click behind the end of a field's text goes on there, also where it is scrolled`() {
    var story = Story(60, 20, servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    story.type("http://a.example/" + String(repeating: "0123456789", count: 8))
    let cursor = story.grid.cursor
    story.press("ctrl-a", "ctrl-e")
    story.send(.mouse(Mouse(.press, row: cursor?.row ?? 0, column: (cursor?.column ?? 0) - 10)))
    story.type("|")
    let text = story.state.overlays.last?.form.map { $0.fields[$0.focus].input.text } ?? ""
    #expect(text.hasSuffix("|0123456789"))
  }

  @Test func `a click on a choice picks the next, on its arrow the one before`() {
    var story = Story(servers: [.sample(inputs: CreateTests.inputs)])
    story.press("n")
    let language = { (story: Story) in story.state.overlays.last?.form?.fields[2].input.text }
    story.click("French")
    #expect(language(story) == "Hindi")
    story.click("◂ Hindi")
    #expect(language(story) == "French")
    story.click("▸")
    #expect(language(story) == "Hindi")
    #expect(story.state.overlays.last?.form?.focus == 2)
  }

  @Test func `a click on a format chooses it, and one on the name puts the cursor there`() {
    var story = story()
    story.press("ctrl-s")
    story.click("Markdown")
    story.click(".md")
    story.type("-a")
    story.press("Enter")
    guard case .write(_, let file)? = story.wishes.last else {
      Issue.record("\(story.wishes)")
      return
    }
    #expect(file.hasSuffix("-a.md"))
  }

  @Test func `under a dialog nothing is clicked`() {
    var story = story()
    story.click("7f3a9105")
    story.press("y")
    story.send(.mouse(Mouse(.press, row: 4, column: 6)))
    story.wheel(.wheelDown, row: 6, column: 10)
    #expect(story.cursor == 5)
    #expect(story.state.firstVisible == 0)
  }

  @Test(arguments: [(-1, 3), (500, 3), (3, 500), (19, 99)])
  func `a click outside of everything does nothing`(row: Int, column: Int) {
    var story = story()
    story.send(.mouse(Mouse(.press, row: row, column: column)))
    #expect(story.wishes == [])
    #expect(story.state.mode == .table)
  }
}

extension Story {
  /// Where a text stands on the screen.
  fileprivate func place(of text: String) -> (row: Int, column: Int) {
    let row = lines.firstIndex { $0.contains(text) } ?? -1
    guard row >= 0, let range = lines[row].firstRange(of: text) else { return (-1, -1) }
    return (row, TextWidth.columns(of: String(lines[row][..<range.lowerBound])))
  }

  fileprivate mutating func click(_ text: String) {
    let place = place(of: text)
    send(.mouse(Mouse(.press, row: place.row, column: place.column)))
  }

  fileprivate mutating func wheel(_ kind: Mouse.Kind, row: Int, column: Int) {
    send(.mouse(Mouse(kind, row: row, column: column)))
  }
}
