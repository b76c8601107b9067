import HTTPTypes
import Hummingbird
import JobModel
import JobProfile
import NIOCore
import ServiceLifecycle

/// A stream of changes to one client, by Server-Sent Events.
///
/// ```
///  host ──change──► wakes ──► what changed after the last id ──► events
///  clock ─15 s────► wakes ──► nothing did ─────────────────────► a comment
///  stop, client gone ──► wakes end ──► the stream ends
/// ```
struct EventStream: Sendable {
  let profile: Profile
  let push: Profile.SSEPush
  let host: SimulationHost
  let clock: any JobClock

  /// Half of the time after which clients take a silent stream for dead.
  static let heartbeat = Duration.seconds(15)
  /// Events written at once; a snapshot of many jobs is written in parts.
  private static let batch = 256

  func response(to request: Request) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        let (wakes, continuation) = AsyncStream.makeStream(
          of: SimulationHost.Wake.self,
          bufferingPolicy: .bufferingNewest(1)
        )
        let lastEventID = EventStream.lastEventID(of: request)
        try await request.body.consumeWithInboundCloseHandler { _ in
          try await withGracefulShutdownHandler {
            try await write(to: &writer, after: lastEventID, wakes, continuation)
          } onGracefulShutdown: {
            continuation.finish()
          }
        } onInboundClosed: {
          continuation.finish()
        }
        try await writer.finish(nil)
      }
    )
  }

  @concurrent private func write(
    to writer: inout any ResponseBodyWriter,
    after lastEventID: Int?,
    _ wakes: AsyncStream<SimulationHost.Wake>,
    _ continuation: AsyncStream<SimulationHost.Wake>.Continuation
  ) async throws {
    var known = await firstRevision(after: lastEventID)
    await host.subscribe(continuation)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await beat(continuation) }
      for await wake in wakes {
        let (changes, revision) = await changes(after: known)
        known = revision
        try await write(changes, because: wake, to: &writer)
      }
      group.cancelAll()
    }
  }

  /// A revision from before a restart of the server names nothing here: everything is told again.
  private func firstRevision(after lastEventID: Int?) async -> Int {
    let present = await host.perform { simulation, now in
      simulation.advance(to: now)
      return simulation.revision
    }
    if let lastEventID, lastEventID <= present { return lastEventID }
    return push.replay ? 0 : present
  }

  private func changes(after known: Int) async -> ([JobFacts], Int) {
    await host.perform { simulation, now in
      (simulation.changes(after: known, at: now), simulation.revision)
    }
  }

  @concurrent private func write(
    _ changes: [JobFacts],
    because wake: SimulationHost.Wake,
    to writer: inout any ResponseBodyWriter
  ) async throws {
    let events = changes.compactMap(event)
    if events.isEmpty, wake == .heartbeat {
      try await writer.write(ByteBuffer(bytes: ServerSentEvent.heartbeat))
    }
    for start in stride(from: 0, to: events.count, by: EventStream.batch) {
      var buffer = ByteBuffer()
      for event in events[start...].prefix(EventStream.batch) { buffer.writeBytes(event.bytes) }
      try await writer.write(buffer)
    }
  }

  /// Where the client left off (HTML standard, §9.2.4).
  private static func lastEventID(of request: Request) -> Int? {
    let header = request.headers.first { $0.name.canonicalName == "last-event-id" }
    return header.flatMap { Int($0.value) }
  }

  private func event(_ facts: JobFacts) -> ServerSentEvent? {
    let isFinal = facts.state?.state.isFinal ?? false
    guard isFinal || !push.sendsOnlyFinal, let id = facts.revision.flatMap({ Int($0) }),
      let message = profile.sseMessage(facts, now: clock.now)
    else { return nil }
    return ServerSentEvent(id: id, name: push.event, data: message.bytes)
  }

  private func beat(_ continuation: AsyncStream<SimulationHost.Wake>.Continuation) async throws {
    var next = clock.now
    while true {
      next = next.advanced(by: EventStream.heartbeat)
      try await clock.sleep(until: next, tolerance: .seconds(1))
      continuation.yield(.heartbeat)
    }
  }
}
