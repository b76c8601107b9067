import HTTPTypes
import JobModel
import JobProfile

/// Changes for one client as the text of Server-Sent Events, to be read once.
///
/// ```
///  host ──change──► wakes ──► what changed after the last id ──► events
///  host ──beat────► wakes ──► nothing did ─────────────────────► a comment
///  finish() ──────► wakes end ──► the feed ends
/// ```
package struct EventFeed: AsyncSequence, Sendable {
  /// Text of some events, or a comment.
  package typealias Element = [UInt8]
  /// It ends without an error.
  package typealias Failure = Never

  private let profile: Profile
  private let push: Profile.SSEPush
  private let host: SimulationHost
  private let clock: any JobClock
  private let firstRevision: Int
  private let wakes: AsyncStream<SimulationHost.Wake>
  private let continuation: AsyncStream<SimulationHost.Wake>.Continuation

  /// Half of the time after which clients take a silent stream for dead.
  static let heartbeat = Duration.seconds(15)

  static let head = WireAnswer(
    code: 200,
    headers: [.contentType: "text/event-stream", .cacheControl: "no-store"]
  )

  init(
    profile: Profile,
    push: Profile.SSEPush,
    host: SimulationHost,
    clock: any JobClock,
    lastEventID: Int?
  ) async {
    self.profile = profile
    self.push = push
    self.host = host
    self.clock = clock
    (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let present = host.subscribe(continuation)
    // A revision from before a restart of the server names nothing here: all is told again.
    let known = lastEventID.flatMap { $0 <= present ? $0 : nil }
    firstRevision = known ?? (push.replay ? 0 : present)
  }

  /// Ends it.
  package func finish() {
    continuation.finish()
  }

  /// Reads it; only one can.
  package func makeAsyncIterator() -> Iterator {
    Iterator(feed: self, known: firstRevision, wakes: wakes.makeAsyncIterator())
  }

  /// Waits for changes.
  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let feed: EventFeed
    fileprivate var known: Int
    fileprivate var wakes: AsyncStream<SimulationHost.Wake>.Iterator
    /// Events of a long snapshot that are still to be told.
    fileprivate var waiting: ArraySlice<JobFacts> = []
    fileprivate var scramble = PushScramble()

    /// Events told at once.
    private static let batch = 256

    /// What is to be sent next; nothing once the feed has ended.
    package mutating func next() async -> [UInt8]? {
      while true {
        if !waiting.isEmpty {
          let trouble = feed.host.faults.trouble()
          let events = waiting.prefix(Iterator.batch).compactMap {
            feed.event($0.shifted(by: trouble.skew))
          }
          waiting = waiting.dropFirst(Iterator.batch)
          let bytes = scramble.pass(events, trouble).flatMap(\.text.utf8)
          if !bytes.isEmpty { return bytes }
          continue
        }
        guard let wake = await wakes.next(isolation: #isolation) else { return nil }
        let (changes, revision) = feed.host.changes(after: known)
        known = revision
        waiting = changes[...]
        if changes.isEmpty, wake == .heartbeat, let bytes = beat() { return bytes }
      }
    }

    /// What is said where nothing happens: what waits to be overtaken, or that the server lives.
    private mutating func beat() -> [UInt8]? {
      guard !feed.host.faults.trouble().isMute else { return nil }
      let late = scramble.takeLate().flatMap(\.text.utf8)
      return late.isEmpty ? Array(ServerSentEvent.heartbeat.utf8) : late
    }
  }

  private func event(_ facts: JobFacts) -> Announcement? {
    let isFinal = facts.state?.state.isFinal ?? false
    guard isFinal || !push.sendsOnlyFinal, let id = facts.revision.flatMap({ Int($0) }),
      let message = profile.sseMessage(facts, now: clock.now)
    else { return nil }
    let event = ServerSentEvent(
      id: String(id),
      name: push.event ?? "message",
      data: message.description
    )
    return Announcement(job: facts.jobID, revision: id, text: event.text)
  }
}
