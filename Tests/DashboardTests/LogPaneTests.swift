import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

/// A job's log in the place of its details.
struct LogPaneTests {
  private func opened(_ lines: Int = 0) -> Story {
    var story = Story(140, 24, servers: [.sample(operations: [.log])])
    story.learn(.sample(1))
    story.press("l")
    if lines > 0 { story.send(.log(log(lines))) }
    return story
  }

  private func log(_ lines: Int) -> JobLog {
    let text = (1...lines).map { "line \($0)\n" }.joined()
    let next = Timestamp.sampleNow.advanced(by: .seconds(2))
    return JobLog(run: .sample(1), text: text, time: .sampleNow, next: next)
  }

  @Test func `l asks for the log and Esc leaves it`() {
    var story = opened()
    #expect(story.wishes == [.followLog(.sample(1))])
    #expect(story.line(with: "Log of demo 7f3a9101") != nil)
    #expect(story.line(with: "Asking for the log …") != nil)
    story.press("Esc")
    #expect(story.wishes == [.followLog(.sample(1)), .followLog(nil)])
    #expect(story.state.detail == nil)
  }

  @Test func `from the details Esc goes back to the details`() {
    var story = Story(140, 24, servers: [.sample(operations: [.log])])
    story.learn(.sample(1))
    story.press("Enter", "l", "Esc")
    #expect(story.line(with: "Timeline") != nil)
  }

  @Test func `it is kept at its end while that is where one is`() {
    var story = opened(100)
    #expect(story.line(with: "line 100") != nil)
    story.send(.log(log(101)))
    #expect(story.line(with: "line 101") != nil)
    story.press("PgUp")
    story.send(.log(log(200)))
    #expect(story.line(with: "line 101") == nil && story.line(with: "line 200") == nil)
    story.press("G")
    story.send(.log(log(201)))
    #expect(story.line(with: "line 201") != nil)
  }

  @Test func `it is searched as the details are`() {
    var story = opened(100)
    story.press("/")
    story.type("LINE 7")
    #expect(story.line(with: "1 of 11") != nil)
    #expect(story.line(with: "line 7") != nil)
  }

  @Test func `a server without logs says so`() {
    var story = Story(140, 24, servers: [.sample(operations: [.list])])
    story.learn(.sample(1))
    story.press("l")
    #expect(story.notice?.hasPrefix("demo has no log of its jobs") == true)
    #expect(story.state.detail == nil)
  }

  @Test func `colours and lines written over are left out`() {
    let text = LogText("\u{1b}[31mred\u{1b}[0m\tend\r\n10 %\r20 %\nlast")
    #expect(text.lines == ["red     end", "20 %", "last"])
  }

  @Test func `of a very long line it is said that it goes on`() {
    let text = LogText("one\n" + String(repeating: "x", count: 5_000))
    #expect(text.lines.last?.hasSuffix("xxx… (the line goes on)") == true)
    let bar = String(repeating: "10 %\r", count: 5_000)
    #expect(LogText(bar + "done").lines == ["done"])
  }

  @Test func `whether more will come is said below it`() {
    var story = opened(3)
    #expect(story.line(with: "Followed while it is open; asked 0s ago.") != nil)
    var log = log(3)
    log.next = nil
    story.send(.log(log))
    #expect(story.line(with: "The job has ended; nothing more will come.") != nil)
    log.trouble = "no such job"
    story.send(.log(log))
    #expect(story.line(with: "The log cannot be had: no such job") != nil)
  }
}
