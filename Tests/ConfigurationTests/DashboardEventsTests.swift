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
    events.add((1...5000).map { JobUpdate(time: .sampleNow, source: .list, job: .sample($0)) })
    events.send(.key(.down))
    var order: [String] = []
    for await event in events.stream {
      _ = events.take()
      switch event {
      case .updates(let updates): order.append("\(updates.count)")
      case .key: order.append("key")
      default: break
      }
      if order.count == 4 { break }
    }
    #expect(order == ["2000", "key", "2000", "1000"])
  }

  @Test func `what was typed before ctrl-c is marked as overtaken, and facts are not lost`() async {
    let events = DashboardEvents(clock: TestClock())
    for key in [Key.character("a"), .character("b"), .control("c"), .character("d")] {
      events.send(.key(key))
    }
    events.finish()
    var overtaken: [Bool] = []
    for await _ in events.stream {
      _ = events.take()
      overtaken.append(events.isOvertaken)
    }
    #expect(overtaken == [true, true, false, false])
  }
}
