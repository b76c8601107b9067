import JobModel
import Screen
import TestSupport
import Testing

@testable import Dashboard

struct TickTests {
  private func next(_ story: Story) -> Duration? {
    story.state.nextTick(after: story.now).map { story.now.duration(to: $0) }
  }

  @Test func `the clock asks for whole seconds`() {
    var story = Story(80, 24)
    story.now = story.now.advanced(by: .milliseconds(300))
    #expect(next(story) == .milliseconds(700))
  }

  @Test func `a screen on which nothing moves asks for nothing`() {
    var story = Story(50, 24)
    #expect(next(story) == nil)
    var job = Job.sample(1, state: .completed)
    job.seen = nil
    story.learn(job)
    #expect(next(story) == nil)
    story.learn(.sample(2))
    #expect(next(story) == .seconds(1))
  }

  @Test func `countdowns ask for the instant at which their number changes`() {
    var story = Story(50, 24)
    story.now = story.now.advanced(by: .milliseconds(250))
    story.send(.failed(.closed))
    #expect(next(story) == .seconds(10))
    story.press("Esc")
    #expect(next(story) == .seconds(1))
    story.now = story.now.advanced(by: .milliseconds(2500))
    #expect(next(story) == .milliseconds(500))
  }

  @Test func `the silence of a server counts on at its own seconds`() {
    var story = Story(50, 24)
    let since = story.now.advanced(by: .milliseconds(-3300))
    story.send(.status(ServerStatus(server: "demo", link: .idle, silentSince: since)))
    #expect(next(story) == .milliseconds(700))
  }

  @Test func `between two ticks the picture does not change`() {
    var story = Story(80, 24)
    story.learn(.everyState)
    story.press("x")
    for _ in 0..<20 {
      guard let next = story.state.nextTick(after: story.now) else { return }
      let before = story.grid
      let late = Timestamp(nanoseconds: next.nanoseconds - 1)
      #expect(story.state.rendered(size: story.state.size, at: late) == before)
      story.now = next
      story.send(.tick)
    }
  }
}
