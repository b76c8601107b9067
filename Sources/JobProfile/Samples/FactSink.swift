import JobModel

/// Takes the facts that reading a sample finds: of an answer (`JobRecord`, `AnswerRecord`) or of a
/// request (`RequestRecord`).
protocol FactSink {
  /// Takes what stood in a hole; never null.
  mutating func take(_ value: JSON, for hole: Hole)
  /// Takes a list that is repeated for each job.
  mutating func take(_ elements: [JSON], each sample: Sample)
  /// Takes an object that is repeated for each job, keyed by id.
  mutating func take(_ members: [JSON.Member], keyedBy key: TextSample, each sample: Sample)
}
