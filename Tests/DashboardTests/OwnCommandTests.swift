import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Programs of the user's own.
struct OwnCommandTests {
  private static let show = OwnCommand(
    name: "show",
    key: .character("X"),
    filter: "state:failed",
    words: ["cat"]
  )

  private func story(isReadOnly: Bool = false) -> Story {
    var story = Story(140, 24)
    story.state.ownCommands = [Self.show]
    story.state.isReadOnly = isReadOnly
    story.learn(.sample(1, state: .failed), .sample(2, state: .failed, age: .seconds(9)))
    return story
  }

  @Test func `its key runs it on the job under the cursor, as an object of JSON`() throws {
    var story = story()
    story.press("↓", "X")
    guard case .runCommand(1, Self.show, let input)? = story.wishes.first else {
      Issue.record("not run: \(story.wishes)")
      return
    }
    #expect(input.last == UInt8(ascii: "\n"))
    let object = try JSON(parsing: Array(input))
    #expect(object["server"] == "demo" && object["state"] == "failed")
    #expect(object["id"]?.string == story.state.selected?.job.jobID?.rawValue)
    #expect(story.line(with: "show on 1 job") != nil)
  }

  @Test func `the command line completes its name`() {
    var story = story()
    story.press(":")
    story.type("sho")
    story.press("Tab")
    #expect(story.lines[22].hasPrefix(" :show"))
  }

  @Test func `marked jobs come one a line`() throws {
    var story = story()
    story.press("*", "X")
    guard case .runCommand(_, _, let input)? = story.wishes.first else { return }
    #expect(input.split(separator: UInt8(ascii: "\n")).count == 2)
  }

  @Test func `the one that ran is told to be ended where another begins`() {
    var story = story()
    story.press("X", "X")
    #expect(story.notice == "show was ended: one runs at a time.")
    story.send(.commandEnded(2, .exited(0)))
    story.wait(.seconds(6))
    story.press("X")
    #expect(story.notice == nil)
  }

  @Test func `what it writes and how it ends is shown`() {
    var story = story()
    story.press("X")
    story.send(.commandOutput(1, "one\ntw"))
    story.send(.commandOutput(1, "o\n"))
    #expect(story.line(with: "│ two") != nil)
    #expect(story.line(with: "show runs; Esc ends it.") != nil)
    story.send(.commandOutput(7, "of another one\n"))
    #expect(story.line(with: "of another one") == nil)
    story.send(.commandEnded(1, .exited(3)))
    #expect(story.line(with: "show ended with exit code 3.") != nil)
    story.forgetWishes()
    story.press("Esc")
    #expect(story.wishes == [])
  }

  @Test func `closing its output ends one that still runs`() {
    var story = story()
    story.press("X", "Esc")
    #expect(story.wishes.last == .endCommand(number: 1))
    #expect(story.state.detail == nil)
  }

  @Test func `jobs that its filter leaves out are not its business`() {
    var story = Story(140, 24)
    story.state.ownCommands = [Self.show]
    story.learn(.sample(1))
    story.press("X")
    #expect(story.wishes == [])
    #expect(story.notice == "show needs a job: for jobs that match state:failed.")
  }

  @Test func `a read-only screen runs only what is marked as safe`() {
    var story = story(isReadOnly: true)
    story.press("X")
    #expect(story.wishes == [])
    story.state.ownCommands[0].isSafe = true
    story.press("X")
    #expect(story.wishes.count == 1)
  }

  @Test func `the command line and the help know it`() {
    var story = story()
    story.press(":")
    story.type("show")
    #expect(story.line(with: "Runs cat, for state:failed") != nil)
    story.press("Enter")
    #expect(story.wishes.count == 1)
    let region = Region(row: 0, column: 0, width: 80, height: 20)
    let help = HelpView(state: story.state, page: HelpPage(), region: region).lines
    let lines = help.map { $0.map(\.text).joined() }
    #expect(lines.contains { $0.contains("X  :show") && $0.contains("Runs cat") })
  }

  @Test func `a key that is taken says by what`() {
    let taken = OwnCommand.obstacle(to: .character("n"), in: .standard)
    #expect(taken?.hasPrefix("n is taken: Start a job") == true)
    #expect(OwnCommand.obstacle(to: .character("X"), in: .standard) == nil)
  }

  @Test func `what it writes without end does not fill the memory`() {
    var run = CommandRun(number: 1, name: "yes", jobs: 1)
    for _ in 0..<200 { run.take(String(repeating: "y\n", count: 4_000)) }
    #expect(run.text.utf8.count <= 256 << 10)
    #expect(run.isCut)
  }
}
