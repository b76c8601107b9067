import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Ways of looking at the table that are kept under digits, and remembered.
struct ViewTests {
  private func filtered() -> Story {
    var story = Story()
    story.learn(.sample(1), .sample(2, state: .failed), .sample(3, state: .completed))
    story.press("/")
    story.type("state:failed")
    story.press("Enter", ">")
    return story
  }

  private func command(_ line: String, in story: inout Story) {
    story.press(":")
    story.type(line)
    story.press("Enter")
  }

  @Test func `a digit shows again what was kept under it`() {
    var story = filtered()
    let sorting = story.state.table.sorting
    command("view 2 failures", in: &story)
    #expect(story.line(with: "view 2 failures") != nil)
    story.press("0")
    #expect(story.order.count == 3 && story.state.table.sorting == .initial)
    #expect(story.line(with: "view 2 failures") == nil)
    story.press("2")
    #expect(story.order == [2] && story.state.table.sorting == sorting)
    #expect(story.line(with: "view 2 failures") != nil)
  }

  @Test func `a digit without a view says how to keep one`() {
    var story = filtered()
    story.press("7")
    #expect(
      story.notice == "No view 7 yet. :view 7 NAME keeps filter, order and columns."
    )
    #expect(story.order == [2])
  }

  @Test func `a view can be dropped, and views can be told`() {
    var story = filtered()
    command("view 1", in: &story)
    command("view 3 worst of all", in: &story)
    command("view", in: &story)
    #expect(story.notice == "Views: 1 state:failed, 3 worst of all")
    command("view 1 -", in: &story)
    command("view", in: &story)
    #expect(story.notice == "Views: 3 worst of all")
    command("view 12", in: &story)
    #expect(story.mistake == "A view is kept under a digit, as in: view 1 failures")
  }

  @Test func `who asks for the worst first sees the worst`() {
    var story = Story(100, 12)
    story.learn((1...40).map { .sample($0, age: .seconds(Int($0))) })
    story.press("G", "w")
    #expect(story.state.cursor.position == 0 && story.state.firstVisible == 0)
  }

  @Test func `who names a view that is kept does not lose it`() {
    var story = filtered()
    command("view 1 fails", in: &story)
    story.press("0")
    command("view 1", in: &story)
    let advice = "View 1 is fails: the key 1 shows it, :view 1 NAME keeps this in its place."
    #expect(story.mistake == advice)
    story.press("Esc", "1")
    #expect(story.order == [2])
    story.press("0")
    command("view 1 all", in: &story)
    #expect(story.notice == "Kept as view 1: the key 1 shows it again.")
  }

  @Test func `what was kept is there again in the next dashboard, the filter apart`() {
    var story = filtered()
    story.press("C", "↓", "Space", "Esc")
    command("view 4 failures", in: &story)
    guard let text = story.remembered.last else {
      Issue.record("nothing was kept")
      return
    }
    var next = Story()
    next.state.begin(with: text)
    next.learn(.sample(1), .sample(2, state: .failed))
    #expect(next.order.count == 2)
    #expect(next.state.table.sorting == story.state.table.sorting)
    #expect(next.state.columnChoice == story.state.columnChoice)
    next.press("4")
    #expect(next.order == [2])
    #expect(next.remembered == [])
  }

  @Test(arguments: ["", "{", "[]", "7", #"{"sort":"WHAT","hidden":7,"views":{"x":1,"3":{}}}"#])
  func `a memory that makes no sense changes nothing`(text: String) {
    var story = Story()
    story.state.begin(with: text)
    story.learn(.sample(1))
    #expect(story.state.table.sorting == .initial && story.state.views.isEmpty)
    #expect(story.line(with: "running") != nil)
  }

  @Test func `only keys that change something have it kept`() {
    var story = filtered()
    let before = story.remembered.count
    story.press("↓", "Enter", "Esc", "?", "Esc")
    story.learn(.sample(9))
    #expect(story.remembered.count == before)
    story.press("I")
    #expect(story.remembered.count == before + 1)
  }
}
