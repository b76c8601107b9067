import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Looking for a text in the details.
struct DetailSearchTests {
  /// The details of a job with a result of many lines, with the keyboard.
  private func opened() -> Story {
    var story = Story(140, 24)
    var job = Job.sample(1, state: .completed)
    job.result = .array((1...60).map { .object([JSON.Member("frame", .number("\($0)"))]) })
    story.learn(job)
    story.press("Tab")
    return story
  }

  @Test func `what is typed is found at once and its place is told`() {
    var story = opened()
    #expect(story.line(with: #""frame": 5"#) == nil)
    story.press("/")
    story.type("FRAME\": 5")
    #expect(story.line(with: "Find: FRAME\": 5") != nil)
    #expect(story.line(with: "1 of 11") != nil)
    #expect(story.line(with: #""frame": 5"#) != nil)
  }

  @Test func `n and N go from match to match, round the ends`() {
    var story = opened()
    story.press("/")
    story.type("frame\": 1")
    story.press("Enter", "n", "n")
    #expect(story.line(with: "3 of 11") != nil)
    story.press("N", "N", "N")
    #expect(story.line(with: "11 of 11") != nil)
    #expect(story.line(with: #""frame": 19"#) != nil)
    #expect(story.wishes == [])
  }

  @Test func `the match that one is at looks otherwise than the others`() {
    let spans = [Span("a frame, a Frame", .faint)]
    let matches = LineMatch.all(of: "frame", in: [spans])
    #expect(matches.map(\.range) == [2..<7, 11..<16])
    let shown = spans.highlighted([(2..<7, .match), (11..<16, .attention)])
    #expect(shown.map(\.role) == [.faint, .match, .faint, .attention])
    #expect(shown.map(\.text).joined() == "a frame, a Frame")
  }

  @Test func `Esc ends the search first, then the details`() {
    var story = opened()
    story.press("/")
    story.type("x")
    story.press("Enter")
    var modes: [Mode] = []
    for _ in 0..<3 {
      modes.append(story.state.mode)
      story.press("Esc")
    }
    #expect(modes == [.found, .detail, .table])
  }

  @Test func `what is nowhere is said to be not found`() {
    var story = opened()
    story.press("/")
    story.type("wombat")
    #expect(story.line(with: "not found") != nil)
  }

  @Test func `in the table the key filters as before`() {
    var story = Story(140, 24)
    story.learn(.sample(1))
    story.press("Enter", "/")
    #expect(story.state.mode == .filter)
  }

  @Test func `wide and combining characters are found where they stand`() {
    let line = [Span("会議の録画 ", .plain), Span("e\u{301}té İ", .strong)]
    #expect(LineMatch.all(of: "録画", in: [line]).map(\.range) == [3..<5])
    #expect(LineMatch.all(of: "ÉTÉ", in: [line]).map(\.range) == [6..<9])
  }
}
