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

  /// So many requests in each window; told without fields of their own.
  package init(requests: Int, window: Duration) {
    self.init(requests: requests, window: window, counts: nil, headers: [], bare: [], answer: nil)
  }

  init(
    requests: Int,
    window: Duration,
    counts: Set<JobOperation>?,
    headers: [HeaderSample],
    bare: Set<Int>,
    answer: AnswerSample?
  ) {
    self.requests = requests
    self.window = window
    self.counts = counts
    self.headers = headers
    self.bare = bare
    self.answer = answer
  }
}
