import HTTPTypes
import JobModel
import JobProfile

/// Takes one stream of Server-Sent Events apart; the transport hands it the parts one after another.
actor EventStreamConnection {
  private let tell: @Sendable ([PushEvent]) -> Void
  private let clock: any JobClock
  private var pace = ReadingPace()
  private var decoder = ServerSentEventDecoder()
  /// The code with which the server answered instead of a stream.
  private var refusal: Int?

  init(clock: any JobClock, tell: @escaping @Sendable ([PushEvent]) -> Void) {
    self.clock = clock
    self.tell = tell
  }

  /// Listens until the stream ends, and tells how it did.
  func run(_ request: WireRequest, idle: Duration, by transport: any Transport) async {
    do {
      try await transport.stream(request, idle: idle) { part in
        await take(part)
        await rest(after: part)
      }
      tell([.ended(nil, code: refusal)])
    } catch {
      tell([.ended(error, code: refusal)])
    }
  }

  private func take(_ part: StreamPart) {
    switch part {
    case .head(let code, let headers):
      let isStream = headers[.contentType]?.hasPrefix("text/event-stream") ?? false
      refusal = code == 200 && isStream ? nil : code
      if refusal == nil { tell([.opened]) }
    case .bytes(let bytes):
      guard refusal == nil else { return }
      let frames = decoder.feed(bytes).map { event in
        PushFrame(name: event.name, message: try? JSON(parsing: event.data), id: event.id)
      }
      if !frames.isEmpty { tell(frames.map(PushEvent.message)) }
    }
  }

  /// Lets a stream that never pauses gather what it says; who leaves does not wait for that.
  private func rest(after part: StreamPart) async {
    guard case .bytes(let bytes) = part,
      let time = pace.read(bytes.count, at: clock.now)
    else { return }
    try? await clock.sleep(for: time)
  }
}
