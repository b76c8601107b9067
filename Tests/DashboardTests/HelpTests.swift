import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Looking something up in the help.
struct HelpTests {
  @Test func `how far the help was read stands below it, and over no text`() {
    var story = Story(80, 24)
    story.press("?", "G")
    let position = /(\d+) of (\d+)$/
    #expect(story.lines[22].firstMatch(of: position).map { $0.output.1 == $0.output.2 } == true)
    #expect(story.lines[..<22].allSatisfy { $0.firstMatch(of: position) == nil })
  }

  @Test func `the help stands in two columns where there is room`() {
    var story = Story(160, 24)
    story.press("?")
    let line = story.line(with: "Start a job on")
    #expect(line.map { $0.trimmed.count > 90 } == true)
    story.press("G")
    #expect(story.line(with: "wheel") != nil)
  }

  @Test func `a slash leaves the lines that have the words`() {
    var story = Story(100, 24)
    story.press("?", "/")
    story.type("sort column")
    let shown = story.lines.dropFirst(3).prefix { !$0.trimmed.isEmpty }
    #expect(shown.contains { $0.contains("Choose the column to sort by") })
    #expect(shown.allSatisfy { $0.lowercased().contains("sort") })
    #expect(story.line(with: "/sort column") != nil)
    story.press("Enter", "q")
    #expect(story.state.mode == .table)
  }

  @Test func `Esc first shows everything again, then closes`() {
    var story = Story(100, 24)
    story.press("?", "/")
    story.type("nothing has this")
    #expect(story.line(with: "No line has these words.") != nil)
    story.press("Esc")
    #expect(story.state.mode == .help && story.line(with: "Start a job on") != nil)
    story.press("Esc")
    #expect(story.state.mode == .table)
  }

  @Test func `the help says what the words of the details mean`() {
    var story = Story(80, 24)
    story.press("?", "/")
    story.type("only seen")
    #expect(story.line(with: "seen by poll           Only seen, not dated by the server") != nil)
    #expect(story.line(with: "~27s                   About so long") != nil)
  }
}
