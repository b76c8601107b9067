import JobModel

extension Profile {
  /// What an answer to an operation means.
  ///
  /// `id` is the job that was asked about. `values` are those with which the request was made; only
  /// a list that is paged by `{offset}` or `{page}` needs them.
  public func read(
    _ answer: WireAnswer,
    to operation: JobOperation,
    about id: JobID?,
    now: Timestamp,
    values: [String: JSON] = [:]
  ) -> Reading {
    guard let spelling = spellings[operation] else {
      return .unreadable(why: "the profile has no \(operation.rawValue)")
    }
    let reader = AnswerReader(
      profile: self,
      operation: operation,
      spelling: spelling,
      answer: answer,
      content: BodyContent(answer.body),
      id: id,
      now: now,
      values: values
    )
    return reader.reading()
  }

  /// The text in an answer to `log`; nothing where it is not readable.
  package func readLog(_ answer: WireAnswer) -> String? {
    guard let spelling = spellings[.log], (200..<300).contains(answer.code) else { return nil }
    let content = BodyContent(answer.body)
    guard spelling.answer.body != nil else { return content.text }
    return spelling.answer.read(content, answer.headers).shared.other(.log)?.text
  }
}
