import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// What was handed on to be sent, and has no answer.
struct SendingTests {
  @Test func `what is being sent may be, and that is said of who takes it back`() {
    var story = Story(100, 24)
    story.learn(.sample(1))
    story.press("x", "!", "u")
    #expect(story.wishes == [.cancel([.sample(1)]), .withdraw([.sample(1)])])
    #expect(story.line(with: "cancel is being sent")?.contains("undo") == false)
    #expect(
      story.notice == "It may have been sent already; where it has not, it is taken back."
    )
  }

  @Test func `what was asked for together is taken back together, also while it is being sent`() {
    var story = Story(140, 24)
    story.learn((1...4).map { .sample($0) })
    story.press("x", "!")
    story.wait(.seconds(1))
    story.press("*", "x", "Enter")
    story.wait(.seconds(5))
    #expect(story.line(with: "4 are being sent, u takes back what is not yet") != nil)
    story.forgetWishes()
    story.press("↓", "u")
    guard case .withdraw(let runs)? = story.wishes.last else {
      Issue.record("\(story.wishes)")
      return
    }
    #expect(runs.count == 3)
  }
}
