import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Everything that can be done, by a few letters.
struct PaletteTests {
  private func typed(_ text: String) -> Story {
    var story = Story(100, 30)
    story.learn(.sample(1), .sample(2))
    story.press("↓", ":")
    story.type(text)
    return story
  }

  @Test func `what was typed is lit wherever it is to be seen`() throws {
    var story = Story(100, 24)
    story.learn(.sample(1))
    story.press(":")
    story.type("cancel")
    let row = try #require(story.lines.firstIndex { $0.contains("x F9") })
    #expect(story.grid.runs(inRow: row).contains { $0.style.role == .match })
  }

  @Test func `it offers commands and keys, and says how many`() {
    let story = typed("")
    let count = PaletteEntry.all(in: Palette()).count
    #expect(story.line(with: "1 of \(count)") != nil)
    #expect(story.line(with: ":track ID… [@SERVER]") != nil)
  }

  @Test func `with several servers it starts a job on each that can create`() {
    var story = Story(
      100,
      30,
      servers: [.sample(), .sample("read", operations: [.status]), .sample("render")]
    )
    story.press(":")
    story.type("render")
    #expect(story.line(with: "Start a job on render") != nil)
    story.press("Enter")
    #expect(story.wishes == [.create(server: "render", drafts: [Draft()])])
    story.press(":")
    story.type("job on read")
    #expect(story.line(with: "Start a job on read") == nil)
  }

  @Test func `every action of the table's keys is in it`() {
    let all = PaletteEntry.all(in: Palette()).map(\.about)
    for binding in Keymap.bindings where binding.modes.contains(.table) {
      switch binding.action {
      case .move, .showView, .back, .commands: continue
      default: #expect(all.contains(binding.help))
      }
    }
  }

  @Test(arguments: [
    ("freez", "Let the screen, or a replay, stand still, or go on"),
    ("mkall", "Mark every row that is shown, or none of them"),
    ("screen still", "Let the screen, or a replay, stand still, or go on"),
    ("paint", "Paint the screen anew"),
    ("columns", "Choose which columns are shown"),
  ])
  func `a few letters find what keys do`(letters: String, about: String) {
    #expect(typed(letters).state.overlays.last?.palette?.chosen?.about == about)
  }

  @Test func `Enter does what is marked, on the row under the cursor`() {
    var story = typed("cancel the job")
    let run = story.state.cursor.run
    story.press("Enter")
    #expect(run.map { story.state.actions[$0]?.kind } == .cancel)
  }

  @Test func `arrows mark another entry, typing marks the first again`() {
    var story = typed("m")
    let first = story.state.overlays.last?.palette?.chosen?.about
    story.press("↓")
    #expect(story.state.overlays.last?.palette?.chosen?.about != first)
    story.type("a")
    #expect(story.state.overlays.last?.palette?.marked == 0)
  }

  @Test func `a command that needs arguments waits for them`() {
    var story = typed("tra")
    story.press("Enter")
    #expect(story.line(with: ":track ") != nil && story.state.mode == .command)
    story.type("77")
    story.press("Enter")
    #expect(story.wishes == [.track(server: "demo", ids: [JobID("77")])])
  }

  @Test func `Tab completes a command`() {
    var story = typed("tr")
    story.press("Tab")
    story.type("x")
    #expect(story.line(with: ":track x") != nil)
    #expect(story.line(with: "Follow jobs made elsewhere") != nil)
    #expect(story.line(with: "1 of 1") != nil)
  }

  @Test func `what fits nothing says what there is`() {
    var story = typed("zzz")
    story.press("Enter")
    #expect(story.mistake?.hasPrefix("No command “zzz”. There are: track,") == true)
  }

  /// What the palette offers, by what stands at the left.
  private func offers(_ prepare: (inout Story) -> Void) -> [String] {
    var story = Story(100, 30)
    story.learn(.sample(1, state: .failed))
    story.wait(.seconds(2))
    story.learn(.sample(1))
    prepare(&story)
    story.press(":")
    guard case .command(let palette) = story.state.overlays.last else { return [] }
    return palette.fitting.map(\.entry.name)
  }

  @Test func `what cannot be done is not offered`() {
    let all = offers { _ in }
    let changes = ["n", "N", "x F9", "r", "u", "!", ":create [NAME=VALUE…] [@SERVER]"]
    #expect(changes.allSatisfy(all.contains))
    let probe = OwnCommand(name: "probe", words: ["true"], isSafe: true)
    let fix = OwnCommand(name: "fix", words: ["true"])
    let readOnly = offers {
      $0.state.isReadOnly = true
      $0.state.ownCommands = [probe, fix]
    }
    #expect(readOnly == all.filter { !changes.contains($0) }.inserting(":probe", after: ":quit"))
    let past = offers { $0.press(",") }
    #expect(changes.allSatisfy { !past.contains($0) } && past.contains("y"))
    let replay = offers { $0.state.play(atSpeed: 2) }
    #expect(replay.allSatisfy { !$0.hasPrefix(":track") && !$0.hasPrefix(":demo") && $0 != "l" })
  }

  @Test func `read-only, what changes jobs is refused here as well`() {
    var story = typed("cancel the job")
    story.state.isReadOnly = true
    story.press("Enter")
    #expect(story.notice == "Read-only: jobs are looked at and left alone.")
    #expect(story.state.actions.isEmpty)
  }

  @Test(arguments: [("abc", "abc"), ("abc", "xxabc"), ("tsk", "track ID task")])
  func `letters are found in their order`(pattern: String, text: String) throws {
    let match = try #require(FuzzyMatch(pattern, in: text))
    let letters = Array(text)
    #expect(String(match.places.map { letters[$0] }) == pattern)
  }

  @Test func `letters in another order are not found`() {
    #expect(FuzzyMatch("cba", in: "abc") == nil)
    #expect(FuzzyMatch("aa", in: "a") == nil)
  }
}

extension Overlay {
  fileprivate var palette: Palette? {
    if case .command(let palette) = self { palette } else { nil }
  }
}

extension [String] {
  fileprivate func inserting(_ text: String, after other: String) -> [String] {
    flatMap { $0 == other ? [$0, text] : [$0] }
  }
}
