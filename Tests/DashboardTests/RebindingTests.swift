import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Keys that the user has changed.
struct RebindingTests {
  private func changed(_ changes: (String, String)...) -> (KeyTable, [String]) {
    let (table, mistakes) = KeyTable.standard(
      with: changes.map { KeyTable.Change(name: $0.0, keys: $0.1) }
    )
    return (table, mistakes.map { "\($0.place): \($0.problem): \($0.right)" })
  }

  @Test func `another key does it, the old one no longer`() {
    let (table, mistakes) = changed(("cancel", "X ctrl-x"))
    #expect(mistakes == [])
    var story = Story()
    story.state.keys = table
    story.learn(.sample(1))
    story.press("↓", "x")
    #expect(story.state.actions.isEmpty)
    story.press("X")
    #expect(story.state.actions[.sample(1)]?.kind == .cancel)
    #expect(story.lines.last?.contains("X Cancel") == true)
    story.press("?", "/")
    story.type("cancel the job")
    #expect(story.line(with: "X ctrl-x") != nil)
  }

  @Test func `sentences name the key that it is now`() {
    let (table, _) = changed(("undo", "ctrl-u"), ("half-page-up", "none"), ("new", "a"))
    var story = Story()
    story.state.keys = table
    #expect(story.line(with: "a starts one") != nil)
    story.learn(.sample(1))
    story.press("↓", "x")
    #expect(story.line(with: "ctrl-u undo · ! now") != nil)
  }

  @Test func `the line about failures names the key that groups them`() {
    var story = Story()
    story.state.keys = changed(("errors", "E")).0
    story.learn(.sample(1, state: .failed), .sample(2, state: .failed))
    #expect(story.line(with: "   E groups equal errors") != nil)
  }

  @Test func `two actions can change places`() {
    let (table, mistakes) = changed(("cancel", "r"), ("retry", "x F9"))
    #expect(mistakes == [])
    #expect(table.action(for: .character("r"), in: .table) == .cancel)
    #expect(table.action(for: .character("x"), in: .detail) == .retry)
  }

  @Test func `none takes the keys away`() {
    let (table, mistakes) = changed(("mark-all", "none"))
    #expect(mistakes == [])
    #expect(table.action(for: .character("*"), in: .table) == nil)
  }

  @Test(arguments: [
    (
      "cancel", "n",
      "0: n does something else already: “Start a job on the selected row's server”: "
        + "another key, or other keys for new"
    ),
    (
      "cancel", "ctrl-c",
      "0: ctrl-c does something else already: “Quit”: another key"
    ),
    ("cancl", "X", "0: there is no action cancl: cancel is known"),
    (
      "frobnicate", "X",
      "0: there is no action frobnicate: one of those that jobtop help and its manual page name, as "
        + "cancel or mark-all"
    ),
    (
      "cancel", "Nose",
      "0: “Nose” is no key: keys such as x, F9, ctrl-x, alt-x, PgUp, Space, or none"
    ),
  ])
  func `a change that cannot be says why`(name: String, keys: String, sentence: String) {
    #expect(changed((name, keys)).1 == [sentence])
  }

  @Test func `of two that take one key the later one is told`() {
    let (_, mistakes) = changed(("cancel", "X"), ("retry", "X"))
    #expect(
      mistakes == [
        "1: X does something else already: “Cancel the job; 5 s to think again”: another key, "
          + "or other keys for cancel"
      ]
    )
  }

  @Test func `every key of the table has a name, each its own, but those that must be there`() {
    let nameless = Keymap.bindings.filter { $0.modes.contains(.table) && $0.action.name == nil }
    #expect(
      Set(nameless.map(\.names)) == ["1 2 3 4 5 6 7 8 9", "0", "Esc", "ctrl-c", "ctrl-z", "ctrl-l"]
    )
    let names = KeyTable.names
    #expect(names.count == Set(names).count)
  }
}
