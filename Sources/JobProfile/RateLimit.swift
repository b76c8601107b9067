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
  /// What is answered to one request too many.
  let answer: AnswerSample?
}
