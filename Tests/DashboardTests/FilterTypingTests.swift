import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct FilterTypingTests {
  private static var story: Story {
    var story = Story()
    story.learn(
      .sample(1, state: .failed, title: "alpha"),
      .sample(2, state: .running, title: "beta"),
      .sample(3, state: .pending, title: "gamma")
    )
    return story
  }

  @Test func `a mistake is marked where it is, and the last good result stays`() throws {
    var story = Self.story
    story.press("/")
    story.type("state:failed age<x")
    #expect(story.order == [1])
    #expect(story.lines[21] == " age is a time, as in 90, 10m or 1h30m.")
    let grid = story.grid
    let marked = (0..<100).filter { grid[22, $0].style.role == .error }
    #expect(marked == [" /state:failed age<".count])
    story.press("Enter")
    #expect(story.state.mode == .filter)
    story.press("Backspace")
    story.type("9m")
    story.press("Enter")
    #expect(story.state.mode == .table)
    #expect(story.order == [1])
  }

  @Test func `a mistake is told whole on a small screen as well`() {
    var story = Story(40, 8)
    story.learn(.sample(1))
    story.press("/")
    story.type("agee<10m")
    let told = story.lines.map(\.trimmed).joined(separator: " ")
    #expect(told.contains(Filter.mistake(in: "agee<10m")?.sentence ?? "?"))
  }

  @Test func `Esc brings the cursor back, unless it was moved meanwhile`() {
    var story = Self.story
    story.press("G", "/")
    let before = story.cursor
    story.type("zzz")
    #expect(story.order == [])
    story.press("Esc")
    #expect(story.cursor == before)
    story.press("/")
    story.type("a")
    story.press("↑", "Esc")
    #expect(story.cursor != before)
  }

  @Test func `the cursor returns to its job from a filter that hid it, however that is left`() {
    var story = Self.story
    story.press("G", "/")
    let before = story.cursor
    story.type("zzz")
    story.press("Enter")
    #expect(story.order == [])
    story.press("Esc")
    #expect(story.cursor == before)
    // With something done to the row that came in its place, it stays there.
    story.press("/")
    story.type("beta")
    story.press("Enter", "Space", "Esc")
    #expect(story.cursor == 2)
  }

  @Test func `nothing but what is found stands beside what is typed`() {
    var story = Self.story
    story.press("*", "/")
    story.type("state:failed")
    #expect(story.lines[22].hasPrefix(" /state:failed   "))
    #expect(story.lines[22].hasSuffix("   1 of 3"))
    #expect(story.line(with: "marked") == nil && story.line(with: "order held") == nil)
    story.press("Enter")
    #expect(story.line(with: "3 marked, 2 of them not shown") != nil)
  }

  @Test(arguments: [(80, true), (79, false)])
  func `why what is found waits is said beside it where there is room`(width: Int, isSaid: Bool) {
    var story = Story(width, 24)
    story.learn(.sample(1, state: .failed), .sample(2, state: .failed), .sample(3))
    story.press("↓", "/")
    story.type("state:failed")
    #expect(story.lines[22].hasSuffix("order held 3s   2 of 3") == isSaid)
    #expect(story.lines[22].hasSuffix("2 of 3"))
  }

  @Test func `an expression that would take for ever is given up, and said so`() {
    var story = Story()
    let evil = String(repeating: "a", count: 40)
    story.learn((1...50).map { .sample($0, title: "\(evil)\($0)!") })
    story.press("/")
    story.type("/(a+)+$/")
    #expect(story.line(with: "the expression takes too long, try a word   0 of 50") != nil)
    story.press("Esc", "/")
    story.type("/a+1!$/")
    #expect(story.line(with: "takes too long") == nil && story.order == [1])
  }

  @Test func `a state that is not one is told with the one that is near`() {
    var story = Self.story
    story.press("/")
    story.type("state:faild")
    #expect(story.lines[21] == " There is no state “faild”; did you mean failed?")
  }

  @Test func `an empty one shows how it is written, and a word what it may become`() {
    var story = Self.story
    story.press("/")
    #expect(story.lines[21].hasPrefix(" word  state:failed  age<10m  !word"))
    story.type("st")
    #expect(story.lines[21] == " state:")
    story.type("ate:")
    #expect(story.line(with: "submitting  pending  running") != nil)
    #expect(story.order.count == 3)
  }

  @Test(arguments: [
    ("ser", "server:"), ("st", "state:"), ("s", "s"), ("re", "re"), ("ret", "retries>"),
    ("state:fa", "state:failed"), ("state:failed,lo", "state:failed,lost"),
    ("!server:d", "!server:demo"), ("x or (kin", "x or (kind:"), ("zzz", "zzz"),
  ])
  func `Tab completes as far as it is sure`(typed: String, expected: String) {
    var story = Self.story
    story.press("/")
    story.type(typed)
    story.press("Tab")
    #expect((story.lines[22] + " ").hasPrefix(" /" + expected + " "))
  }

  @Test func `a server without a row is offered as well`() {
    var story = Story(servers: [.sample(), .sample("ray")])
    story.learn(.sample(1))
    story.press("/")
    story.type("server:")
    #expect(story.lines[21].contains("demo") && story.lines[21].contains("ray"))
    story.type("r")
    story.press("Tab")
    #expect(story.lines[22].hasPrefix(" /server:ray "))
  }

  @Test func `a row leaves when it has grown too old, and stands still after a key`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(55)), .sample(2, age: .seconds(10)))
    story.press("/")
    story.type("age<1m")
    story.press("Enter")
    #expect(Set(story.order) == [1, 2])
    story.wait(.seconds(4))
    #expect(Set(story.order) == [1, 2])
    story.wait(.seconds(1))
    #expect(story.order == [2])
  }

  @Test func `a huge table is searched in slices, and tells how far it is`() {
    var story = Story()
    story.learn((1...50_000).map { .sample(UInt64($0), title: $0 % 2 == 0 ? "even" : "odd") })
    story.press("/")
    story.type("even")
    #expect(story.line(with: "10,000 so far, 40 % searched") != nil)
    story.wait(.zero)
    #expect(story.line(with: "25,000 of 50,000") != nil)
    #expect(story.order.allSatisfy { $0 % 2 == 0 })
  }

  @Test func `rows that change while a table is searched end on the right side`() {
    var story = Story()
    story.learn((1...50_000).map { .sample(UInt64($0), state: $0 == 49_999 ? .running : .pending) })
    story.press("/")
    story.type("state:running")
    #expect(story.order == [])
    story.learn(.sample(50_001, state: .running), .sample(3, state: .running))
    story.send(.forgotten([.sample(5)]))
    story.wait(.seconds(4))
    #expect(Set(story.order) == [3, 49_999, 50_001])
  }

  @Test func `a paste is as long as its characters, not as its bytes`() {
    var story = Story()
    story.press("/")
    story.send(.key(.paste(String(repeating: "会", count: 2000))))
    #expect(story.notice == nil)
  }

  @Test func `a paste that is too long is told, and what was there stays`() {
    var story = Story(100, 24)
    story.learn(.sample(1))
    story.press("/")
    story.type("demo")
    story.send(.key(.longPaste(bytes: 1_310_000)))
    let sentence = "The pasted text has 1.3 MB; a filter takes 4096 characters and has 4."
    #expect(story.line(with: sentence) != nil && story.line(with: " /demo") != nil)
    story.send(.key(.paste(String(repeating: "x", count: 4093))))
    #expect(story.line(with: "The pasted text has 4093 characters; a filter takes") != nil)
    story.send(.key(.paste(String(repeating: "x", count: 4092))))
    #expect(story.state.overlays.last?.typed?.input.characters.count == TextInput.limit)
  }

  @Test(
    arguments: [
      (["Enter", "Tab", "/"], "a search"), (["?", "/"], "a search"), ([":"], "a command"),
      (["n"], "a field"), (["ctrl-s"], "a name"),
    ]
  )
  func `whatever is typed into says what it takes`(keys: [String], taker: String) {
    var story = Story(100, 34, servers: [.sample(inputs: CreateTests.inputs)])
    story.learn(.sample(1))
    for key in keys { story.press(key) }
    story.send(.key(.longPaste(bytes: 70_000)))
    #expect(story.line(with: "The pasted text has 70 kB; \(taker) takes 4096 characters") != nil)
  }

  @Test func `a paste into nothing is told`() {
    var story = Story()
    story.learn(.sample(1))
    story.send(.key(.paste("state:failed")))
    #expect(story.notice == "What is pasted does nothing here; / takes a filter first.")
  }
}
