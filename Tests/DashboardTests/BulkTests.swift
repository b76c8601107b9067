import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct BulkTests {
  private static func story(_ count: UInt64) -> Story {
    var story = Story()
    story.learn((1...count).map { .sample($0, age: .seconds(Int($0))) })
    return story
  }

  @Test func `a plan says what it would do and who is left alone, before anything counts down`() {
    var story = Self.story(3)
    story.learn(.sample(4, state: .completed), .sample(5, state: .submitting))
    story.press("*", "x")
    let screen = story.lines.joined(separator: "\n")
    #expect(screen.contains("Cancel 3 jobs"))
    #expect(screen.contains("3 will be asked to stop"))
    #expect(screen.contains("2 left alone:"))
    #expect(screen.contains("1 completed already"))
    #expect(screen.contains("1 without an answer to their create"))
    #expect(story.state.actions.isEmpty)
    story.press("Esc")
    #expect(story.state.actions.isEmpty)
    #expect(story.state.marks.count == 5)
  }

  @Test func `Enter lets all of them count down, and after 5 s they are sent at once`() {
    var story = Self.story(3)
    story.press("*", "x", "Enter")
    #expect(story.lines.filter { $0.contains("cancel in 5s") }.count == 3)
    #expect(story.wishes == [])
    story.wait(.seconds(5))
    guard case .cancel(let runs)? = story.wishes.first else {
      Issue.record("nothing was sent")
      return
    }
    #expect(Set(runs) == [.sample(1), .sample(2), .sample(3)])
    #expect(story.wishes.count == 1)
    #expect(story.state.marks.isEmpty)
  }

  @Test func `rows of which a bulk action was not done are marked again`() {
    var story = Self.story(4)
    story.press("↓", "x", "!", "g", "*", "x", "Enter", "!")
    let why = "it is being saved"
    let refused = JobFailure.refused(server: "demo", operation: .cancel, reason: why)
    story.send(.asked([.sample(1), .sample(3), .sample(4)]))
    story.send(.undone(.sample(3), refused))
    story.send(.undone(.sample(4), refused))
    #expect(story.state.marks.runs == [.sample(3), .sample(4)])
    #expect(story.lines.filter { $0.contains("cancel sent") }.count == 1)
    #expect(story.line(with: "2 marked, U unmarks") != nil)
    #expect(story.line(with: why) != nil)
    // What was asked of it alone can be asked again with one key.
    story.send(.undone(.sample(2), refused))
    #expect(story.state.marks.count == 2)
  }

  @Test func `a job that ends while the plan is read is left alone`() {
    var story = Self.story(3)
    story.press("*", "x")
    story.learn(.sample(2, state: .completed))
    story.press("Enter")
    #expect(story.notice == "2 jobs: cancel in 5 s. u takes them back, ! sends them now.")
    story.wait(.seconds(5))
    #expect(story.wishes == [.cancel([.sample(1), .sample(3)])])
  }

  @Test func `who is meant is named, and where none can be nothing offers to go on`() {
    var story = Self.story(3)
    story.press("*", "x")
    for number in 1...3 {
      #expect(story.line(with: "│   ▶ running  7f3a910\(number)  Keynote → French") != nil)
    }
    var ended = Story()
    ended.learn(.sample(1, state: .completed), .sample(2, state: .completed))
    ended.press("*", "/")
    ended.type("nothing")
    ended.press("Enter", "x")
    #expect(ended.line(with: "2 of the marked ones are hidden by the filter.") != nil)
    #expect(ended.line(with: "Go on") == nil)
    ended.press("q")
    #expect(ended.state.mode == .table)
  }

  @Test func `u away from their rows takes back all that were asked for together`() {
    var story = Self.story(3)
    story.press("g", "Space", "Space", "x", "Enter", "G", "u")
    #expect(story.notice == "Taken back: cancel 2 jobs.")
    story.wait(.seconds(6))
    #expect(story.wishes == [])
  }

  @Test func `u on one of their rows takes back all that were asked for with it, and no other`() {
    var story = Self.story(4)
    story.press("G", "x")
    story.wait(.seconds(1))
    story.press("g", "v", "j", "v", "x", "Enter", "u")
    #expect(story.notice == "Taken back: cancel 2 jobs.")
    #expect(story.state.marks.runs == [.sample(1), .sample(2)])
    story.wait(.seconds(5))
    #expect(story.wishes == [.cancel([.sample(4)])])
  }

  @Test func `more than twenty must be typed`() {
    var story = Self.story(21)
    story.press("*", "x", "Enter")
    #expect(story.line(with: "That is another number") != nil)
    story.type("20")
    story.press("Enter")
    #expect(story.state.mode == .bulk)
    story.press("Backspace")
    story.type("1")
    story.press("Enter")
    #expect(story.state.mode == .table)
    #expect(story.state.actions.unsentCount == 21)
  }

  @Test func `where it can be done to none, Enter does nothing`() {
    var story = Story()
    story.learn(.sample(1, state: .completed), .sample(2, state: .completed))
    story.press("*", "x", "Enter")
    #expect(story.state.mode == .bulk)
    #expect(story.state.actions.isEmpty)
  }

  @Test func `rows that the filter hides are counted in the plan`() {
    var story = Self.story(3)
    story.learn(.sample(4, title: "other"))
    story.press("*", "/")
    story.type("other")
    story.press("Enter", "x")
    #expect(story.line(with: "3 of them are hidden by the filter") != nil)
  }

  @Test func `a read-only screen has no keys that change anything`() {
    var story = Self.story(2)
    story.state.isReadOnly = true
    for key in ["n", "N", "x", "r", "u", "!"] {
      story.press(key)
      #expect(story.notice == "Read-only: jobs are looked at and left alone.")
    }
    story.press(":")
    story.type("create")
    story.press("Enter")
    #expect(story.notice == "Read-only: jobs are looked at and left alone.")
    #expect(story.state.mode == .table)
    #expect(story.wishes == [])
    #expect(story.lines[0].contains("read-only"))
    #expect(!story.lines[23].contains("New") && story.lines[23].contains("Details"))
  }

  @Test func `a plan follows what becomes of its jobs while it is read`() {
    var story = Self.story(3)
    story.press("*", "x")
    story.learn(.sample(2, state: .completed), .sample(9))
    #expect(story.line(with: "Cancel 2 jobs") != nil)
    #expect(story.line(with: "1 left alone: completed already") != nil)
    story.send(.forgotten([.sample(3)]))
    #expect(story.line(with: "Cancel 1 job") != nil)
    #expect(story.line(with: "1 gone from the table") != nil)
  }

  @Test func `of many that are run again those that completed are left alone`() {
    var story = Story(servers: [.sample(operations: [.create, .status])])
    story.learn(
      (1...3 as ClosedRange<UInt64>).map { number in
        var job = Job.sample(number, state: number == 1 ? .failed : .completed)
        job.draft = Draft()
        job.jobID = JobID("job-\(number)-with-a-long-id")
        return job
      }
    )
    story.press("*", "r")
    #expect(story.line(with: "1 will be created again") != nil)
    #expect(story.line(with: "2 left alone: completed, which r runs again one by one") != nil)
    #expect(story.line(with: "job-1-with-…") != nil)
    story.press("Esc", "U", "G", "r")
    #expect(story.line(with: "create again in 5s") != nil)
  }

  @Test func `where a plan has no room for all of it, that is said`() {
    var story = Story(40, 8)
    let states: [JobState] = [.running, .running, .completed, .failed, .cancelled, .lost]
    story.learn(states.enumerated().map { .sample(UInt64($0.offset + 1), state: $0.element) })
    story.press("*", "x")
    #expect(story.line(with: "2 will be asked to stop") != nil)
    #expect(story.line(with: "… and 4 more lines") != nil)
  }

  @Test func `of a server that is configured no longer nothing is asked`() {
    var story = Self.story(1)
    story.send(.servers([]))
    story.press("↓", "x")
    #expect(story.notice == "demo is configured no longer: nothing is asked of it.")
  }

  @Test func `a number that was being typed counts no more when it grows, and that is said`() {
    var story = Story()
    story.learn((1...22).map { .sample($0, state: $0 == 1 ? .running : .failed) })
    story.press("*", "r")
    story.type("21")
    story.learn(.sample(1, state: .failed))
    #expect(story.line(with: "Type 22 to go on") != nil)
    #expect(story.line(with: "The number has changed.") != nil)
    story.press("Enter")
    #expect(story.state.mode == .bulk)
    story.type("22")
    #expect(story.line(with: "The number has changed.") == nil)
    story.press("Enter")
    #expect(story.state.actions.unsentCount == 22)
  }

  @Test func `who agrees to many agrees to fewer: where jobs end the number can still be typed`() {
    var story = Self.story(40)
    story.press("*", "x")
    for (number, digit) in zip(1...2 as ClosedRange<UInt64>, ["4", "0"]) {
      story.type(digit)
      story.learn(.sample(number, state: .completed))
    }
    #expect(story.line(with: "Cancel 38 jobs") != nil)
    story.press("Enter")
    #expect(story.state.actions.unsentCount == 38)
  }

  @Test func `where a number was to be typed, fewer jobs do not make Enter enough`() {
    var story = Self.story(21)
    story.press("*", "x")
    story.learn(.sample(2, state: .completed))
    story.press("Enter")
    #expect(story.state.mode == .bulk)
    story.type("21")
    story.press("Enter")
    #expect(story.state.actions.unsentCount == 20)
  }
}
