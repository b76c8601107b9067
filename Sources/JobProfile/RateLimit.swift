import JobModel

/// What a server says of its rate limit: the section `limit`.
public struct RateLimit: Hashable, Sendable {
  /// The requests that may be sent in one window.
  public let requests: Int
  /// The length of a window.
  public let window: Duration
  /// The operations that count; nothing: all.
  public let counts: Set<JobOperation>?
  /// The header fields on every counted answer.
  let headers: [HeaderSample]
  /// The codes of answers that go without them.
  public let bare: Set<Int>
  /// What is answered to one request too many.
  let answer: AnswerSample?
}
