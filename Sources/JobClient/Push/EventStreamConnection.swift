import HTTPTypes
import JobModel
import JobProfile

/// Takes one stream of Server-Sent Events apart; the transport hands it the parts one after another.
///
///     transport ─► parts ─► decoder ─► frames ─┬─► tell, where little is said
///                                              └─► gathered ─► tell, five times a second
actor EventStreamConnection {
  private let tell: @Sendable ([PushEvent]) -> Void
  private let clock: any JobClock
  private var pace = TellingPace()
  private var decoder = ServerSentEventDecoder()
  /// What was heard and is still to be told.
  private var gathered: [PushEvent] = []
  private var isTellingPlanned = false
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

  private func take(_ part: StreamPart) {
    switch part {
    case .head(let code, let headers):
      let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
      refusal = code == 200 && isStream ? nil : code
      if refusal == nil { tell([.opened]) }
    case .bytes(let bytes):
      guard refusal == nil else { return }
      gathered += decoder.feed(bytes).map { event in
        let message = try? JSON(parsing: event.data)
        return .message(PushFrame(name: event.name, message: message, id: event.id))
      }
      tellOrPlan()
    }
  }

  private func tellOrPlan() {
    guard !gathered.isEmpty, !isTellingPlanned else { return }
    let now = clock.now
    guard let delay = pace.delay(at: now) else { return tellGathered() }
    isTellingPlanned = true
    tellings.yield(now.advanced(by: delay))
  }

  private func tellWhenDue() async {
    for await due in tellingTimes {
      try? await clock.sleep(until: due, tolerance: nil)
      isTellingPlanned = false
      tellGathered()
    }
  }

  private func tellGathered() {
    guard !gathered.isEmpty else { return }
    tell(gathered)
    gathered = []
  }
}
