import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// Inputs, results and answers as JSON that can be read.
struct PayloadTests {
  private func text(_ value: JSON, width: Int = 40) -> [String] {
    PayloadLines.lines(of: value, width: width).map { $0.map(\.text).joined() }
  }

  @Test func `members stand below each other and short lists beside their names`() throws {
    let value = try JSON(parsing: #"{"b":1.50,"a":{"x":[1,2,3],"y":{}},"n":null,"t":"é\n"}"#)
    #expect(
      text(value) == [
        "{", #"  "b": 1.50,"#, #"  "a": {"#, #"    "x": [1, 2, 3],"#, #"    "y": {}"#, "  },",
        #"  "n": null,"#, #"  "t": "é\n""#, "}",
      ]
    )
  }

  @Test func `names are told from values by their looks`() {
    let line = PayloadLines.lines(of: ["a": true], width: 40)[1]
    #expect(
      line == [Span("  "), Span(#""a""#, .notice), Span(": ", .faint), Span("true", .strong)]
    )
  }

  @Test func `a long text goes on below its beginning`() {
    let lines = text(["note": .string(String(repeating: "abcdefgh", count: 5))], width: 30)
    #expect(
      lines == [
        "{", #"  "note": "abcdefghabcdefghab"#, #"          cdefghabcdefghabcde"#,
        #"          fgh""#, "}",
      ]
    )
  }

  @Test func `a megabyte is cut, and a sentence says so`() {
    let text = JSON.string(String(repeating: "x", count: 1 << 20))
    let lines = self.text(["a": text], width: 80)
    #expect(lines.count < 80)
    #expect(lines.contains { $0.contains("this text has 1,048,576 characters") })
    let many = JSON.array((0..<5_000).map { .object([JSON.Member("n", .number("\($0)"))]) })
    let cut = self.text(many)
    #expect(cut.count <= PayloadLines.mostLines + 4)
    #expect(cut.last == "… it is longer; the rest is not shown.")
  }

  @Test func `nothing of it can command the terminal`() {
    let lines = text(.string("\u{1b}[31m\u{202e}\u{9b}x"))
    #expect(lines == [#""\u001b[31m\u202e\u009bx""#])
  }

  @Test func `the last answer is shown as it was received`() {
    var story = Story(140, 60)
    story.learn(.sample(1))
    story.press("Enter")
    var news = JobExchanges(run: .sample(1))
    let body = #"{"z":1,"a":[true]}"#
    news.answer = ReceivedAnswer(time: story.now, code: 200, length: 18, body: body)
    story.send(.exchanges(news))
    #expect(story.line(with: "Last answer  200, 18 B, 14:03:22") != nil)
    #expect(story.line(with: #""z": 1,"#) != nil)
    news.answer?.body = "<html>not JSON"
    story.send(.exchanges(news))
    #expect(story.line(with: "<html>not JSON") != nil)
    #expect(story.line(with: "it has 18 B; the rest is not kept") != nil)
  }
}
