import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// What went wrong stays to be read.
struct MessageTests {
  private let request = JobFailure.Request(server: "demo", line: "POST /v1/jobs/7/retry")

  @Test func `of several that go wrong at once the last is told, and how many more there are`() {
    var story = Story(140)
    story.learn(.sample(1))
    for why in ["reset", "refused", "reset"] {
      story.send(.failed(.unreachable(request, why: why)))
    }
    let line = story.line(with: "did not get through: reset")
    #expect(line?.contains("2 more went wrong: :messages shows it.") == true)
    story.press("↓")
    #expect(story.line(with: "more went wrong") == nil)
  }

  @Test(arguments: [[], [Job.sample(1)]])
  func `what went wrong can be read later, with its time`(jobs: [Job]) {
    var story = Story(100, 24)
    story.learn(jobs)
    story.send(.told("The webhook answered 500."))
    story.wait(.seconds(3))
    for _ in 0..<3 { story.send(.told("The webhook is gone.")) }
    story.wait(.seconds(60))
    #expect(story.line(with: "webhook") == nil)
    story.press(":")
    story.type("messages")
    story.press("Enter")
    #expect(story.line(with: "14:03:22  The webhook answered 500.") != nil)
    #expect(story.line(with: "14:03:25  The webhook is gone. (3 times)") != nil)
    story.press("/")
    story.type("gone")
    #expect(story.line(with: "1 of 1") != nil)
    story.press("Enter", "Esc", "Esc")
    #expect(story.line(with: "webhook") == nil)
  }

  @Test func `where nothing went wrong that is said`() {
    var story = Story()
    story.press(":")
    story.type("messages")
    story.press("Enter")
    #expect(story.notice == "Nothing has gone wrong yet.")
    #expect(story.state.detail == nil)
  }

  @Test func `a mistake in the configuration stands there until it is mended`() {
    var story = Story()
    story.send(.misconfigured("config.yaml, line 3: there is no theme “dork”."))
    #expect(story.line(with: "there is no theme “dork”.") != nil)
    story.wait(.seconds(60))
    #expect(story.line(with: "mistake in the configuration, :messages") != nil)
    story.send(.configured(keys: .standard, commands: [], colours: [:], alerts: []))
    #expect(story.line(with: "mistake in the configuration") == nil)
  }
}
