import HTTPTypes
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

struct StreamFloodTests {
  /// An answer whose parts come as a test says.
  private struct Scripted: Transport {
    let play: @Sendable (_ say: (Int) async -> Void) async -> Void

    func stream(
      _ request: WireRequest,
      idle: Duration,
      receive: @Sendable (StreamPart) async -> Void
    ) async throws(TransportFailure) {
      await receive(.head(code: 200, headers: [.contentType: "text/event-stream"]))
      await play { number in await receive(.bytes(Array("data: \(number)\n\n".utf8))) }
    }

    func send(
      _ request: WireRequest,
      limits: RequestLimits
    ) async throws(TransportFailure) -> WireAnswer {
      throw .notConnected("nothing is asked")
    }

    func close() async {}
  }

  @Test func `a stream that never pauses is read all the while, and told in few pieces`() async {
    let told = Mutex<[[PushEvent]]>([])
    let connection = EventStreamConnection(clock: TestClock()) { events in
      told.withLock { $0.append(events) }
    }
    let request = WireRequest(method: .get, target: "/events")
    let flood = Scripted { say in
      for number in 1...2000 { await say(number) }
    }
    await connection.run(request, idle: .seconds(30), by: flood)
    let pieces = told.withLock(\.self)
    let numbers = pieces.flatMap(\.self).compactMap { event -> JSON? in
      guard case .message(let frame) = event else { return nil }
      return frame.message
    }
    #expect(numbers == (1...2000).map { .number(String($0)) })
    #expect(pieces.count < 12)
    #expect(pieces.last?.last == .ended(nil, code: nil))
  }

  @Test(.timeLimit(.minutes(2)))
  func `who has read all of a busy stream rests until shortly before it is told, then until it is`()
    async
  {
    let clock = TestClock()
    let told = Mutex<[[PushEvent]]>([])
    let connection = EventStreamConnection(clock: clock) { events in
      told.withLock { $0.append(events) }
    }
    let request = WireRequest(method: .get, target: "/events")
    // Something every six milliseconds, and once it is read again all that came meanwhile.
    let steady = Scripted { say in
      for number in 0...8 {
        clock.jump(by: .milliseconds(6))
        await say(number)
      }
      for number in 9...39 { await say(number) }
      clock.jump(by: .milliseconds(6))
      for number in 40...41 { await say(number) }
    }
    async let stream: Void = connection.run(request, idle: .seconds(30), by: steady)
    await clock.waitForSleepers(2)
    let first = told.withLock(\.self)
    #expect(first.allSatisfy { $0.count == 1 } && first.count == 1 + 8)
    let start = clock.now
    await clock.advanceToNextDeadline()
    #expect((200...333).contains(start.duration(to: clock.now) / .milliseconds(1)))
    let end = clock.now
    await clock.waitForSleepers(2)
    #expect(told.withLock(\.count) == first.count)
    await clock.advanceToNextDeadline()
    #expect(end.duration(to: clock.now) == .milliseconds(10))
    await stream
    let rest = told.withLock { $0.dropFirst(first.count) }
    #expect(rest.flatMap(\.self).count == 1 + 42 + 1 - first.count)
    #expect(rest.count <= 2)
  }
}
