import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct PendingActionTests {
  private func story(
    _ state: JobState,
    operations: Set<JobOperation> = Set(JobOperation.allCases),
    draft: Draft? = nil
  ) -> Story {
    var story = Story(servers: [.sample(operations: operations)])
    var job = Job.sample(1, state: state)
    job.draft = draft
    story.learn(job)
    return story
  }

  @Test func `a cancel is sent after 5 s of grace`() {
    var story = story(.running)
    story.press("x")
    #expect(story.line(with: "cancel in 5s · u undo · ! now") != nil)
    story.wait(.milliseconds(4999))
    #expect(story.line(with: "cancel in 1s") != nil)
    #expect(story.wishes == [])
    story.wait(.milliseconds(1))
    #expect(story.wishes == [.cancel([.sample(1)])])
    #expect(story.line(with: "cancel is being sent") != nil)
    story.wait(.seconds(60))
    story.send(.asked([.sample(1)]))
    #expect(story.line(with: "cancel sent") != nil)
    story.wait(.seconds(11))
    #expect(story.line(with: "cancel sent") == nil)
  }

  @Test func `the time in which the program stood still is no time of grace`() {
    var story = story(.running)
    story.press("x")
    story.wait(.seconds(1))
    story.now = story.now.advanced(by: .seconds(3600))
    story.state.resume(after: .seconds(3600))
    story.wait(.milliseconds(3_999))
    #expect(story.wishes == [])
    #expect(story.line(with: "cancel in 1s · u undo · ! now") != nil)
    story.wait(.milliseconds(1))
    #expect(story.wishes == [.cancel([.sample(1)])])
  }

  @Test func `u takes it back`() {
    var story = story(.running)
    story.press("x", "u")
    #expect(story.notice == "Taken back: cancel demo 7f3a9101.")
    story.wait(.seconds(9))
    #expect(story.wishes == [])
  }

  @Test func `what waits for a server that does not answer can be taken back`() {
    var story = story(.running)
    story.press("x")
    story.wait(.seconds(5))
    story.forgetWishes()
    let away = ServerStatus.Link.retrying(at: story.now, failures: 3, because: .closed)
    story.send(.status(ServerStatus(server: "demo", link: away)))
    #expect(story.line(with: "cancel waits for demo · u undo") != nil)
    story.press("u")
    #expect(story.wishes == [.withdraw([.sample(1)])])
    // Whoever sends says that it was not sent; until then it may have been.
    #expect(story.line(with: "cancel waits for demo") != nil)
    story.send(.withdrawn([.sample(1)]))
    #expect(story.notice == "Taken back: cancel demo 7f3a9101.")
    #expect(story.line(with: "waits for demo") == nil)
  }

  @Test func `a row says which server its action waits for, as long as that takes`() {
    var story = story(.running)
    story.press("x")
    story.wait(.seconds(5))
    let away = ServerStatus.Link.retrying(at: story.now, failures: 3, because: .closed)
    story.send(.status(ServerStatus(server: "demo", link: away)))
    story.wait(.seconds(2 * 3600))
    #expect(story.line(with: "cancel waits for demo · u undo") != nil)
  }

  @Test func `each server is asked by itself, so that one that is away holds up no other`() {
    var story = Story(140, 24, servers: [.sample(), .sample("ray")])
    story.learn(.sample(1), .sample(2, server: "ray"), .sample(3))
    story.press("*", "x", "Enter")
    story.wait(.seconds(5))
    #expect(Set(story.wishes) == [.cancel([.sample(1), .sample(3)]), .cancel([.sample(2)])])
  }

  @Test func `what many waited for a server with is told as one, however it comes back`() {
    var story = Story()
    story.learn(.sample(1), .sample(2), .sample(3))
    story.press("*", "x", "Enter")
    #expect(story.notice?.hasPrefix("3 jobs: cancel in 5 s.") == true)
    story.press("!")
    #expect(story.notice == nil)
    story.press("u")
    for number in 1...3 as ClosedRange<UInt64> { story.send(.withdrawn([.sample(number)])) }
    #expect(story.notice == "Taken back: cancel 3 jobs.")
    #expect(story.line(with: "3 marked") != nil)
  }

  @Test func `u takes back the latest when the row has none`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)), .sample(3))
    story.press("x")
    story.wait(.seconds(1))
    story.press("↓", "x", "↓", "u")
    story.wait(.seconds(9))
    #expect(story.wishes == [.cancel([.sample(1)])])
  }

  @Test func `the exclamation mark sends it now, once`() {
    var story = story(.running)
    story.press("x", "!", "!")
    #expect(story.wishes == [.cancel([.sample(1)])])
    #expect(story.notice == "Nothing counts down.")
    story.wait(.seconds(20))
    #expect(story.wishes == [.cancel([.sample(1)])])
    #expect(story.line(with: "cancel sent") == nil)
  }

  @Test func `a job that ends by itself is not cancelled any more`() {
    var story = story(.running)
    story.press("x")
    story.learn(.sample(1, state: .completed))
    #expect(story.notice == "Not sent: cancel, because it has ended.")
    story.wait(.seconds(9))
    #expect(story.wishes == [])
  }

  @Test(
    arguments: [
      (.completed, "demo 7f3a9101 is completed: there is nothing to cancel."),
      (
        .submitting, "“Keynote → French” has no answer from demo yet: it cannot be cancelled."
      ),
    ] as [(JobState, String)]
  )
  func `what cannot be cancelled says why`(state: JobState, reason: String) {
    var story = story(state)
    story.press("x")
    #expect(story.notice == reason)
    story.wait(.seconds(9))
    #expect(story.wishes == [])
  }

  @Test func `a server without cancel says so`() {
    var story = story(.running, operations: [.create, .status])
    story.press("x")
    #expect(story.notice == "demo cannot cancel: its profile jobtop has no such request.")
  }

  @Test func `a failed job is retried by the server where it can`() {
    var story = story(.failed, draft: Draft(inputs: ["a": 1]))
    story.press("r", "!")
    #expect(story.wishes == [.retry([.sample(1)])])
  }

  @Test(arguments: [JobState.failed, .cancelled, .lost, .refused, .unconfirmed, .completed])
  func `without retry the same create is sent again`(state: JobState) {
    let draft = Draft(inputs: ["a": 1], label: "3 of 9")
    var story = story(state, operations: [.create, .status], draft: draft)
    story.press("r")
    #expect(story.line(with: "create again in 5s") != nil)
    story.wait(.seconds(5))
    #expect(story.wishes == [.create(server: "demo", drafts: [draft])])
  }

  @Test(
    arguments: [
      (.running, "demo 7f3a9101 is running: it has not ended yet."),
      (
        .failed,
        "demo has no retry; demo 7f3a9101 is failed, and was not started from here: there is nothing "
          + "to start again."
      ),
    ] as [(JobState, String)]
  )
  func `what cannot be retried says why`(state: JobState, reason: String) {
    var story = story(state, operations: [.status])
    story.press("r")
    #expect(story.notice == reason)
  }

  @Test func `quitting with something unsent asks first`() {
    var story = story(.running)
    story.press("x", "q")
    #expect(story.wishes == [])
    #expect(story.line(with: "1 action is not sent yet: ! sends, q drops, Esc stays") != nil)
    story.press("Esc")
    #expect(story.state.mode == .table)
    story.press("ctrl-c", "!")
    #expect(story.wishes == [.cancel([.sample(1)])])
    #expect(story.line(with: "1 still to be sent, then jobtop ends: q drops, Esc stays") != nil)
    story.send(.asked([.sample(1)]))
    #expect(story.wishes == [.cancel([.sample(1)]), .quit])
  }

  @Test func `a key that was meant for a row that has just gone does nothing to the next`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(1)), .sample(2, age: .seconds(2)))
    story.press("/")
    story.type("state:running")
    story.press("Enter", "↓")
    story.wait(.seconds(4))
    let aimed = story.cursor ?? 0
    story.learn(.sample(aimed, state: .completed))
    story.wait(.milliseconds(200))
    story.press("x")
    #expect(story.notice == "Another job has just come under the cursor; press again for it.")
    story.wait(.seconds(1))
    story.press("x", "!")
    #expect(story.wishes == [.cancel([.sample(3 - aimed)])])
  }

  @Test func `a key that was meant for the top row does nothing to what has just come above it`() {
    var story = Story()
    story.learn(.sample(1, age: .seconds(5)))
    story.wait(.seconds(4))
    story.learn(.sample(2, age: .seconds(1)))
    story.wait(.milliseconds(200))
    story.press("x")
    #expect(story.notice == "Another job has just come under the cursor; press again for it.")
    story.press("Esc")
    story.wait(.seconds(1))
    story.press("x", "!")
    #expect(story.wishes == [.cancel([.sample(2)])])
  }

  @Test func `what waits for its turn is not dropped without a question`() {
    var story = story(.running)
    story.press("x", "!", "q")
    #expect(story.line(with: "1 action is not sent yet") != nil)
    story.press("q")
    #expect(story.wishes == [.cancel([.sample(1)]), .quit])
  }

  @Test func `a second ctrl-c quits whatever is unsent`() {
    var story = story(.running)
    story.press("x", "ctrl-c", "ctrl-c")
    #expect(story.wishes == [.quit])
  }

  @Test func `a failure is told in a sentence and rows wait no longer`() {
    var story = story(.running)
    story.press("x", "!")
    story.send(.failed(.refused(server: "demo", operation: .cancel, reason: "too late")))
    #expect(story.notice == "demo refused to cancel: too late.")
    #expect(story.line(with: "cancel sent") == nil)
    story.wait(.seconds(11))
    #expect(story.notice == nil)
  }

  @Test
  func `while it is asked whether to quit nothing is sent, and afterwards the rest of the time`() {
    var story = story(.running)
    story.press("x")
    story.wait(.seconds(2))
    story.press("q")
    story.wait(.seconds(60))
    #expect(story.wishes == [])
    #expect(story.line(with: "cancel in 3s") != nil)
    story.press("Esc")
    story.wait(.seconds(2))
    #expect(story.wishes == [])
    story.wait(.seconds(1))
    #expect(story.wishes == [.cancel([.sample(1)])])
  }

  @Test func `the question goes away when there is nothing left to send`() {
    var story = story(.running)
    story.press("x", "q")
    story.learn(.sample(1, state: .completed))
    #expect(story.state.mode == .table)
  }

  @Test func `a sentence that is too long for its line takes several`() {
    var story = Story(60, 20)
    let sentence = (1...20).map { "word\($0)" }.joined(separator: " ")
    story.send(.told(sentence))
    #expect(story.line(with: "word1 ") != nil && story.line(with: "word20") != nil)
    #expect(story.line(with: "…") == nil)
  }
}
