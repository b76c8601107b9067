import JobModel

/// How one operation is asked for and answered.
struct Operation: Hashable, Sendable {
  let request: RequestSample
  let answer: AnswerSample
  var missing: AnswerSample?
  var exists: AnswerSample?
  var refused: AnswerSample?
  var absent: AnswerSample?
  var invalid: AnswerSample?
  /// At most so many jobs in one answer (`list`) or one request (`bulk`).
  var limit = 100
}
