import JobModel

/// What a server says of its rate limit: the section `limit`.
package struct RateLimit: Hashable, Sendable {
  /// The requests that may be sent in one window.
  package let requests: Int
  /// The length of a window.
  package let window: Duration
  /// The operations that count; nothing: all.
  package let counts: Set<JobOperation>?
  /// The header fields on every counted answer.
  let headers: [HeaderSample]
  /// The codes of answers that go without them.
  package let bare: Set<Int>
  /// What is answered to one request too many.
  let answer: AnswerSample?
}
