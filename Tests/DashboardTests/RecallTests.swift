import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Lines that were typed before.
struct RecallTests {
  private static var story: Story {
    var story = Story()
    story.learn(.sample(1, state: .failed, title: "alpha"), .sample(2, title: "beta"))
    return story
  }

  private func typed(_ story: Story) -> String? {
    switch story.state.overlays.last {
    case .filter(let input), .search(let input): input.text
    case .command(let palette): palette.input.text
    default: nil
    }
  }

  @Test func `filters that were kept come back, the latest first, and what was being typed`() {
    var story = Self.story
    for filter in ["state:failed", "beta", "state:failed"] {
      story.press("/", "ctrl-u")
      story.type(filter)
      story.press("Enter")
    }
    story.press("/", "ctrl-u")
    story.type("al")
    var lines: [String?] = []
    for key in ["ctrl-p", "ctrl-p", "ctrl-p", "ctrl-n", "ctrl-n", "ctrl-n"] {
      story.press(key)
      lines.append(typed(story))
    }
    #expect(lines == ["state:failed", "beta", "beta", "state:failed", "al", "al"])
    #expect(story.order == [1])
    story.press("ctrl-p", "ctrl-p")
    #expect(story.order == [2])
  }

  @Test func `commands come back also where they did nothing`() {
    var story = Self.story
    story.press(":")
    story.type("track")
    story.press("Enter", "Esc", ":")
    story.type("bogus 1")
    story.press("Enter", "Esc", ":", "ctrl-p")
    #expect(typed(story) == "bogus 1")
    story.press("ctrl-p")
    #expect(typed(story) == "track")
  }

  @Test func `in the palette the lines that were typed lie above the list`() {
    var story = Self.story
    story.press(":")
    story.type("track")
    story.press("Enter", "Esc", ":", "↓", "ctrl-n", "ctrl-p", "↑")
    #expect(typed(story) == "")
    story.press("↑")
    #expect(typed(story) == "track")
    story.press("↓")
    #expect(typed(story) == "")
  }

  @Test func `what was looked for in the details comes back, with its matches`() {
    var story = Self.story
    story.press("g", "Enter", "Tab", "/")
    story.type("alpha")
    story.press("Enter", "Esc", "/")
    #expect(typed(story) == "")
    story.press("ctrl-p")
    #expect(typed(story) == "alpha")
    #expect(story.state.detail?.search?.text == "alpha")
  }

  @Test func `where nothing was typed before nothing happens`() {
    var story = Self.story
    story.press("/")
    story.type("be")
    story.press("ctrl-p", "ctrl-n")
    #expect(typed(story) == "be")
    #expect(story.order == [2])
  }

  @Test func `what was typed comes back in the next dashboard, but for what may be secret`() {
    var story = Self.story
    for filter in ["state:failed", "\"token abc\""] {
      story.press("/", "ctrl-u")
      story.type(filter)
      story.press("Enter")
    }
    let commands = [
      "track 7", "connect http://ann:pw@render:80 basic", "connect http://render?key=1 basic",
      "notify state:failed -> webhook https://hooks.example.org/T0", "connect http://render basic",
    ]
    for command in commands {
      story.press(":")
      story.type(command)
      story.press("Enter", "Esc", "Esc")
    }
    var next = Self.story
    next.state.begin(with: story.remembered.last ?? "")
    #expect(next.state.typedLines[.filter]?.lines == ["state:failed"])
    #expect(next.state.typedLines[.command]?.lines == ["track 7", "connect http://render basic"])
    next.press("/", "ctrl-p")
    #expect(typed(next) == "state:failed")
    // Nothing new was typed, so there is nothing to keep.
    #expect(next.remembered == [])
  }
}
