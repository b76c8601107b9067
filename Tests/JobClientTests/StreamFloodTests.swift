import HTTPTypes
import JobModel
import JobProfile
import Synchronization
import TestSupport
import Testing

@testable import JobClient

struct StreamFloodTests {
  /// An answer that says two thousand things without a pause.
  private struct Flood: Transport {
    func stream(
      _ request: WireRequest,
      idle: Duration,
      receive: @Sendable (StreamPart) async -> Void
    ) async throws(TransportFailure) {
      await receive(.head(code: 200, headers: [.contentType: "text/event-stream"]))
      for number in 1...2000 { await receive(.bytes(Array("data: \(number)\n\n".utf8))) }
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
    await connection.run(request, idle: .seconds(30), by: Flood())
    let pieces = told.withLock(\.self)
    let numbers = pieces.flatMap(\.self).compactMap { event -> JSON? in
      guard case .message(let frame) = event else { return nil }
      return frame.message
    }
    #expect(numbers == (1...2000).map { .number(String($0)) })
    #expect(pieces.count < 12)
    #expect(pieces.last?.last == .ended(nil, code: nil))
  }

  /// Says something every six milliseconds, and once it is read again all that came meanwhile.
  private struct Steady: Transport {
    let clock: TestClock

    func stream(
      _ request: WireRequest,
      idle: Duration,
      receive: @Sendable (StreamPart) async -> Void
    ) async throws(TransportFailure) {
      await receive(.head(code: 200, headers: [.contentType: "text/event-stream"]))
      for number in 0...9 {
        clock.jump(by: .milliseconds(6))
        await receive(.bytes(Array("data: \(number)\n\n".utf8)))
      }
      for number in 10...39 { await receive(.bytes(Array("data: \(number)\n\n".utf8))) }
    }

    func send(
      _ request: WireRequest,
      limits: RequestLimits
    ) async throws(TransportFailure) -> WireAnswer {
      throw .notConnected("nothing is asked")
    }

    func close() async {}
  }

  @Test(.timeLimit(.minutes(2)))
  func `who has read all of a busy stream rests until shortly before it is told`() async {
    let clock = TestClock()
    let told = Mutex<[[PushEvent]]>([])
    let connection = EventStreamConnection(clock: clock) { events in
      told.withLock { $0.append(events) }
    }
    let request = WireRequest(method: .get, target: "/events")
    async let end: Void = connection.run(request, idle: .seconds(30), by: Steady(clock: clock))
    await clock.waitForSleepers(2)
    let first = told.withLock(\.self)
    #expect(first.allSatisfy { $0.count == 1 } && (8...10).contains(first.count))
    let start = clock.now
    await clock.advanceToNextDeadline()
    #expect((100...200).contains(start.duration(to: clock.now) / .milliseconds(1)))
    await end
    let rest = told.withLock { $0.dropFirst(first.count) }
    #expect(rest.flatMap(\.self).count == 41 + 1 - first.count)
    #expect(rest.count == 1)
  }
}
