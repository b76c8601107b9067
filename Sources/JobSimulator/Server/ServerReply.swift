import JobProfile

/// What a server has to say to one request.
package indirect enum ServerReply: Sendable {
  /// All of it.
  case answer(WireAnswer)
  /// The head of an answer whose body comes bit by bit, and that body.
  case events(WireAnswer, EventFeed)
  /// All of it, later.
  case held(HeldAnswer)
  /// The same, so much later.
  case late(by: Duration, ServerReply)
  /// Nothing, ever.
  case silence
  /// The connection is reset.
  case reset
  /// The connection ends in the middle of its body.
  case cut(WireAnswer)
}

extension ServerReply {
  /// The same reply with its answer changed, whenever that comes; streams stay as they are.
  func map(_ change: @escaping @Sendable (WireAnswer) -> WireAnswer) -> ServerReply {
    switch self {
    case .answer(let answer): .answer(change(answer))
    case .held(let held): .held(held.map(change))
    case .late(let delay, let reply): .late(by: delay, reply.map(change))
    case .cut(let answer): .cut(change(answer))
    case .events, .silence, .reset: self
    }
  }
}
