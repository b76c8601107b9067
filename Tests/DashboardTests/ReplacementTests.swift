import JobModel
import TestSupport
import Testing

@testable import Dashboard

struct ReplacementTests {
  private func replace(_ story: inout Story, _ job: Job, old: UInt64) {
    story.send(
      .updates([JobUpdate(time: story.now, source: .list, job: job, replaces: .sample(old))])
    )
  }

  @Test func `a new run takes the row, and the cursor goes with it`() {
    var story = Story()
    story.learn(.sample(1, state: .failed), .sample(2, state: .failed, age: .seconds(90)))
    story.press("↓")
    let old = story.cursor ?? 0
    var job = Job.sample(7, state: .pending)
    job.runNumber = 2
    replace(&story, job, old: old)
    #expect(story.order.sorted() == [3 - old, 7])
    #expect(story.cursor == 7)
    #expect(story.state.table.counts.total == 2)
    #expect(
      story.state.selected?.history.map(\.state) == [.failed, .pending]
    )
    #expect(story.state.selected?.history.map(\.runNumber) == [1, 2])
  }

  @Test func `a push that was quicker than the answer stands behind the create in the timeline`() {
    var story = Story()
    story.learn(.sample(1, state: .submitting))
    story.wait(.milliseconds(20))
    story.learn(.sample(2, state: .pending))
    story.wait(.milliseconds(5))
    replace(&story, .sample(2, state: .pending), old: 1)
    #expect(story.state.table.row(of: .sample(2))?.history.map(\.state) == [.submitting, .pending])
  }

  @Test func `a pending action on the earlier run is dropped and said so`() {
    var story = Story()
    story.learn(.sample(1))
    story.press("x")
    replace(&story, .sample(2, state: .pending), old: 1)
    #expect(story.notice == "Not sent: cancel, because the job began another run.")
    story.wait(.seconds(10))
    #expect(story.wishes == [])
  }

  @Test func `a draft becomes a job in its own row`() {
    var story = Story()
    story.learn(.sample(1, state: .submitting))
    story.learn(.sample(1, state: .pending))
    #expect(story.order == [1])
    #expect(story.state.selected?.history.map(\.state) == [.submitting, .pending])
  }

  @Test func `two rows that turn out to be one job become one`() {
    var story = Story()
    story.learn(.sample(1, state: .unconfirmed), .sample(2, state: .running), .sample(3))
    story.press("G")
    replace(&story, .sample(2, state: .running), old: 1)
    #expect(Set(story.order) == [2, 3])
    #expect(story.cursor == 2)
    #expect(story.state.table.counts.total == 2)
  }

  @Test func `an id used again shows its new job and keeps the old one in the history`() {
    var story = Story()
    story.learn(.sample(1, state: .completed))
    story.learn(.sample(2, state: .submitting))
    var job = Job.sample(2, state: .pending)
    job.runNumber = 2
    replace(&story, job, old: 1)
    #expect(story.order == [2])
    #expect(
      story.state.selected?.history.map(\.state) == [.completed, .submitting, .pending]
    )
    #expect(story.state.selected?.history.map(\.runNumber) == [1, 2, 2])
  }

  @Test func `forgotten rows go and the cursor stays near`() {
    var story = Story()
    story.learn((1...5).map { .sample($0, age: .seconds(Int($0))) })
    story.press("↓", "↓")
    story.send(.forgotten([.sample(3), .sample(1), .sample(5)]))
    #expect(story.order == [2, 4])
    #expect(story.cursor == 4)
    story.learn(.sample(6, age: .seconds(3)))
    #expect(story.order == [2, 6, 4])
  }

  @Test func `a history keeps the latest changes only`() {
    var story = Story()
    for number in 1...100 {
      var job = Job.sample(1)
      job.attempt = number
      story.learn(job)
    }
    #expect(story.state.selected?.history.count == JobRow.historyLimit)
    #expect(story.state.selected?.history.last?.attempt == 100)
  }
}
