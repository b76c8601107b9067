import JobModel
import TestSupport
import Testing

@testable import Dashboard

/// What is known exactly is shown exactly, and what is not known is not made up.
struct ExactnessTests {
  @Test(arguments: [JobState.refused, .lost])
  func `what was exact before a restart is exact after it`(state: JobState) {
    var story = Story(140, 40)
    var job = Job.sample(1, state: state, age: .seconds(100))
    job.finished = story.now.advanced(by: .seconds(-68))
    story.send(.updates([JobUpdate(time: story.now, source: .store, job: job)]))
    #expect(story.line(with: "\(state.glyph) \(state.rawValue)")?.contains(" 32s") == true)
    story.press("Enter")
    #expect(story.line(with: "took at most") == nil)
  }

  @Test func `that a job is lost is seen when the server says so`() {
    var story = Story(140, 40)
    var job = Job.sample(1, state: .lost, age: .seconds(100))
    job.seen = story.now.advanced(by: .seconds(-33))
    job.finished = story.now.advanced(by: .seconds(-1))
    story.learn(job)
    #expect(story.line(with: "? lost")?.hasSuffix(" 1s") == true)
  }

  @Test func `a job that runs without saying how far has a dash, and no column for it alone`() {
    var story = Story(140, 40)
    var silent = Job.sample(1, title: "silent")
    (silent.progress, silent.reason) = (nil, "Job is currently running.")
    story.learn(silent)
    #expect(story.line(with: "PROGRESS") == nil)
    story.learn(.sample(2))
    #expect(story.line(with: "PROGRESS") != nil)
    #expect(story.line(with: "silent")?.contains("▶ running     –  ") == true)
  }
}
