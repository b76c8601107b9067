/// What went to and fro about one run, for whoever looks at it closely.
package struct JobExchanges: Hashable, Sendable {
  /// The run.
  package var run: RunID
  /// Requests and messages, the oldest first.
  package var exchanges: [Exchange]
  /// When the next request is due; nothing: none is.
  package var next: NextRequest?
  /// The last answer about this job alone, where it is still kept.
  package var answer: ReceivedAnswer?

  /// Puts together what is known.
  package init(
    run: RunID,
    exchanges: [Exchange] = [],
    next: NextRequest? = nil,
    answer: ReceivedAnswer? = nil
  ) {
    self.run = run
    self.exchanges = exchanges
    self.next = next
    self.answer = answer
  }
}

/// An answer as it was received, our own credentials blotted out.
package struct ReceivedAnswer: Hashable, Sendable {
  /// When it came.
  package var time: Timestamp
  /// The status code.
  package var code: Int
  /// How long the body was.
  package var length: Int
  /// The body, or as much of it as was kept.
  package var body: String

  /// Notes an answer.
  package init(time: Timestamp, code: Int, length: Int, body: String) {
    self.time = time
    self.code = code
    self.length = length
    self.body = body
  }
}
