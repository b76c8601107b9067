import HTTPTypes
import JobModel
import JobProfile
import TestSupport
import Testing

@testable import JobClient

/// What happens when the machine has slept.
@Suite struct SleepTests {
  private static let streams = #"sse: {path: /e, message: {id: "{id}", s: "{state}"}}"#

  /// A server whose stream is up, with so many jobs that have all been asked about.
  private func stage(jobs: Int) throws -> WatcherStage {
    var stage = WatcherStage(try .pushing(Self.streams), poll: .fixed(.seconds(2), jitter: 0))
    for number in 1...jobs { stage.tell(.track([JobID("\(number)")], ticket: nil)) }
    while !stage.lines.isEmpty { stage.answer("running") }
    try stage.tellPush(.opened)
    stage.pass(.seconds(1))
    while !stage.lines.isEmpty { stage.answer("running") }
    return stage
  }

  @Test func `a stream that looks open is opened anew, and then the gap is closed`() throws {
    var stage = try stage(jobs: 1)
    let before = try #require(stage.openPush)
    stage.letMachineSleep(for: .seconds(30))
    #expect(try #require(stage.openPush) != before)
    #expect(stage.lines == [])
    try stage.tellPush(.opened)
    stage.pass(.milliseconds(100))
    #expect(stage.lines == ["GET /jobs/1"])
  }

  @Test func `where it cannot be opened jobs are asked about at once, and it is tried on`() throws {
    var stage = try stage(jobs: 1)
    stage.letMachineSleep(for: .seconds(30))
    try stage.tellPush(.ended(.notConnected("network is unreachable"), code: nil))
    stage.openPush = nil
    #expect(stage.lines == ["GET /jobs/1"])
    stage.lose(.notConnected("network is unreachable"))
    stage.pass(.seconds(5))
    #expect(stage.openPush != nil || stage.lines != [])
  }

  @Test func `nobody waits for a try that was put off before`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    for _ in 1...6 {
      stage.sleep()
      stage.lose(.notConnected("no route to host"))
    }
    let due = try #require(stage.wakes.filter { $0 > stage.now }.min())
    stage.letMachineSleep(for: stage.now.duration(to: due) / 2)
    stage.pass(.milliseconds(100))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `what the server asked for still counts`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.pass(.seconds(2))
    stage.answer(429, "", headers: [.retryAfter: "100"])
    stage.letMachineSleep(for: .seconds(60))
    stage.pass(.seconds(39))
    #expect(stage.lines == [])
    stage.pass(.seconds(10))
    #expect(stage.lines == ["GET /status/7"])
  }

  @Test func `a request that the machine slept over says nothing of the server`() throws {
    var stage = try WatcherStage()
    stage.create("7")
    stage.create("8", ticket: 2)
    stage.pass(.seconds(2))
    #expect(stage.lines.count == 2)
    stage.letMachineSleep(for: .seconds(60))
    stage.lose(.timedOut(.seconds(10)))
    if case .retrying? = stage.status?.link { Issue.record("the server is called out of reach") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `the driver notices it although nothing is due`() async throws {
    let clock = TestClock()
    let transport = StreamCounter()
    let client = try JobClient(
      profile: .pushing(Self.streams),
      url: "http://demo.example",
      transport: transport,
      clock: clock
    )
    _ = try await client.track([JobID("7")])
    var opened = transport.opened.makeAsyncIterator()
    await opened.next()
    clock.letMachineSleep(for: .seconds(20))
    await opened.next()
    await client.close()
  }

  @Test func `connections from before the sleep carry no request after it`() async throws {
    let clock = TestClock()
    let connections = Counter()
    try await ScriptedServer.with { talk in
      connections.next()
      while true {
        _ = try await talk.hearRequest()
        try await talk.answer(200, "{}")
      }
    } _: { url in
      let transport = HTTPTransport(base: try BaseURL(url), clock: clock)
      let request = WireRequest(method: .get, target: "/jobs/7")
      var counts: [Int] = []
      for nap in [0, 0, 2, 3600] {
        clock.letMachineSleep(for: .seconds(nap))
        _ = try await transport.send(request, limits: RequestLimits())
        counts.append(connections.count)
      }
      await transport.close()
      #expect(counts == [1, 1, 1, 2])
    }
  }

  @Test func `the system's clock tells of sleep until nobody listens any more`() async {
    #expect(SystemClock().asleep >= .zero)
    let listening = Task { for await _ in SystemClock().awakenings() {} }
    listening.cancel()
    await listening.value
  }
}

/// A transport whose answers say that all runs, and whose streams stay open.
private struct StreamCounter: Transport {
  private let clock = TestClock()
  private let opening: AsyncStream<Void>.Continuation
  /// One element for each stream.
  let opened: AsyncStream<Void>

  init() {
    (opened, opening) = AsyncStream.makeStream(of: Void.self)
  }

  func send(
    _ request: WireRequest,
    limits: RequestLimits
  ) async throws(TransportFailure) -> WireAnswer {
    WireAnswer(code: 200, body: Array(#"{"s":"running"}"#.utf8))
  }

  func stream(
    _ request: WireRequest,
    idle: Duration,
    receive: @Sendable (StreamPart) async -> Void
  ) async throws(TransportFailure) {
    await receive(.head(code: 200, headers: [.contentType: "text/event-stream"]))
    opening.yield()
    // Until it is cancelled: nobody moves this clock.
    try? await clock.sleep(until: .distantFuture, tolerance: nil)
  }

  func close() async {}
}
