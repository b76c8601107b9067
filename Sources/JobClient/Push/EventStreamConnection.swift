import HTTPTypes
import JobModel
import JobProfile

/// Takes one stream of Server-Sent Events apart; the transport hands it the parts one after another.
///
///     transport ─► parts ─► decoder ─► frames ─┬─► tell, where little is said
///                                              └─► gathered ─► tell, thrice a second
///
/// Between those times it rests once it has read all that there is: what comes meanwhile is read in a
/// few pieces shortly before it is told, where each would wake a chain of threads.
actor EventStreamConnection {
  private let tell: @Sendable ([PushEvent]) -> Void
  private let clock: any JobClock
  private var pace = TellingPace()
  private var decoder = ServerSentEventDecoder()
  /// What was heard and is still to be told.
  private var gathered: [PushEvent] = []
  /// When that is told, where it is planned.
  private var tellingTime: Timestamp?
  /// When the part before was done with.
  private var readingTime: Timestamp?
  /// So much was told the last time that there is no rest now.
  private var isFlooded = false
  /// Instants at which it is told.
  private let (tellingTimes, tellings) = AsyncStream.makeStream(of: Timestamp.self)
  /// The code with which the server answered instead of a stream.
  private var refusal: Int?

  init(clock: any JobClock, tell: @escaping @Sendable ([PushEvent]) -> Void) {
    self.clock = clock
    self.tell = tell
  }

  /// Listens until the stream ends, and tells how it did.
  func run(_ request: WireRequest, idle: Duration, by transport: any Transport) async {
    await withTaskGroup { group in
      group.addTask { await self.listen(request, idle: idle, by: transport) }
      group.addTask { await self.tellWhenDue() }
      await group.next()
      tellings.finish()
      group.cancelAll()
    }
  }

  private func listen(_ request: WireRequest, idle: Duration, by transport: any Transport) async {
    var failure: TransportFailure?
    do {
      try await transport.stream(request, idle: idle) { part in await take(part) }
    } catch {
      failure = error
    }
    tell(gathered + [.ended(failure, code: refusal)])
    gathered = []
  }

  private func take(_ part: StreamPart) async {
    switch part {
    case .head(let code, let headers):
      let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
      refusal = code == 200 && isStream ? nil : code
      if refusal == nil { tell([.opened]) }
    case .bytes(let bytes):
      guard refusal == nil else { return }
      let waited = readingTime?.duration(to: clock.now) ?? .zero
      gathered += decoder.feed(bytes).map { event in
        .message(PushFrame(name: event.name, text: event.data, id: event.id))
      }
      tellOrPlan()
      if waited >= Self.pause { await rest() }
      readingTime = clock.now
    }
  }

  private func tellOrPlan() {
    guard !gathered.isEmpty, tellingTime == nil else { return }
    let now = clock.now
    guard let delay = pace.delay(at: now) else { return tellGathered() }
    let time = now.advanced(by: delay)
    tellingTime = time
    tellings.yield(time)
  }

  private func tellWhenDue() async {
    for await due in tellingTimes {
      try? await clock.sleep(until: due, tolerance: nil)
      tellingTime = nil
      tellGathered()
    }
  }

  /// Who waited so long for a part has read all that had come.
  private static let pause = Duration.milliseconds(3)
  /// The time to read what came during a rest.
  private static let catchingUp = Duration.milliseconds(10)
  /// From so many frames a telling on it is read without a rest.
  private static let flood = 200

  /// Leaves what comes where it is until shortly before it is told, and once that is read until it has
  /// been told.
  private func rest() async {
    guard let tellingTime, !isFlooded else { return }
    let early = tellingTime.advanced(by: .zero - Self.catchingUp)
    let end = early > clock.now ? early : tellingTime
    guard end > clock.now else { return }
    try? await clock.sleep(until: end, tolerance: nil)
  }

  private func tellGathered() {
    guard !gathered.isEmpty else { return }
    isFlooded = gathered.count >= Self.flood
    tell(gathered)
    gathered = []
  }
}
