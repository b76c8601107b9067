/// A request that concerned a job, or a message about it, and what came of it.
package struct Exchange: Hashable, Sendable {
  /// When the request left, or the message came.
  package var time: Timestamp
  /// Method and path, as in `GET /status/7`, what might be secret blotted out; empty for a message.
  package var line: String
  /// Why it happened.
  package var cause: Cause
  /// What came of it.
  package var outcome: Outcome
  /// From sending to the last byte of the answer.
  package var duration: Duration
  /// Bytes of the answer's body.
  package var bytes: Int

  /// Notes an exchange.
  package init(
    time: Timestamp,
    line: String,
    cause: Cause,
    outcome: Outcome,
    duration: Duration = .zero,
    bytes: Int = 0
  ) {
    self.time = time
    self.line = line
    self.cause = cause
    self.outcome = outcome
    self.duration = duration
    self.bytes = bytes
  }

  /// Why a request is sent.
  package enum Cause: Hashable, Sendable {
    /// It was due by the plan of polls.
    case plan
    /// The server was to answer when there is news.
    case hold
    /// One list instead of a request for each job.
    case list
    /// Somebody wished it: the user, or what followed from that.
    case wish
    /// A push said something that is believed when the server confirms it.
    case confirmation(PushKind)
    /// The one before came to nothing, and why it did.
    case repetition(because: String)
    /// It was no request: the server told us.
    case message(PushKind)
  }

  /// What comes of a request.
  package enum Outcome: Hashable, Sendable {
    /// The server answered; with what was wrong about that, if something was.
    case answered(code: Int, trouble: String?)
    /// No answer came, and why.
    case unanswered(why: String)
    /// It was a message, which needs no answer.
    case heard
  }

  /// Whether it was sent because the one before came to nothing.
  package var isRepeat: Bool {
    if case .repetition = cause { true } else { false }
  }
}
