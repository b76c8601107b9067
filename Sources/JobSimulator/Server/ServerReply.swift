import JobProfile

/// What a server has to say to one request.
package enum ServerReply: Sendable {
  /// All of it.
  case answer(WireAnswer)
  /// The head of an answer whose body comes bit by bit, and that body.
  case events(WireAnswer, EventFeed)
  /// All of it, later.
  case held(HeldAnswer)
}
