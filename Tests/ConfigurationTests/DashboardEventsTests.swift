import Dashboard
import JobModel
import Screen
import TestSupport
import Testing

@testable import jobtop

@MainActor
struct DashboardEventsTests {
  @Test func `a key does not wait for all of a list`() async {
    let events = DashboardEvents(clock: TestClock())
    events.add((1...750).map { JobUpdate(time: .sampleNow, source: .list, job: .sample($0)) })
    events.send(.key(.down))
    var order: [String] = []
    await events.deliver { event in
      _ = events.take()
      switch event {
      case .updates(let updates): order.append("\(updates.count)")
      case .key: order.append("key")
      default: break
      }
      if order.count == 4 { events.finish() }
    }
    #expect(order == ["250", "key", "250", "250"])
  }

  @Test func `what was typed before ctrl-c is marked as overtaken, and facts are not lost`() async {
    let events = DashboardEvents(clock: TestClock())
    for key in [Key.character("a"), .character("b"), .control("c"), .character("d")] {
      events.send(.key(key))
    }
    var overtaken: [Bool] = []
    await events.deliver { _ in
      _ = events.take()
      overtaken.append(events.isOvertaken)
      if overtaken.count == 4 { events.finish() }
    }
    #expect(overtaken == [true, true, false, false])
  }

  @Test func `the end of a task ends what is delivered to it`() async {
    let events = DashboardEvents(clock: TestClock())
    let delivery = Task { await events.deliver { _ in } }
    delivery.cancel()
    await delivery.value
    #expect(events.isFinished)
  }

  @Test func `an answer is not shown beside a row that does not know of it yet`() async {
    let clock = TestClock(now: .sampleNow)
    let events = DashboardEvents(clock: clock)
    let update = JobUpdate(time: .sampleNow, source: .poll, job: .sample(1))
    events.add([update])
    events.add([update])
    events.tellBehindBatch(.exchanges(JobExchanges(run: update.job.run)))
    let flushing = Task { await events.flushWhenDue() }
    await clock.waitForSleepers()
    await clock.advance(by: .milliseconds(33))
    var order: [String] = []
    await events.deliver { event in
      _ = events.take()
      switch event {
      case .updates: order.append("row")
      case .exchanges: order.append("answer")
      default: break
      }
      if order.count == 3 { events.finish() }
    }
    flushing.cancel()
    #expect(order == ["row", "row", "answer"])
  }
}
