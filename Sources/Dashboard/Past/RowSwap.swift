import JobModel

/// A row that takes the place of another one: the other way round it undoes itself.
struct RowSwap: Sendable {
  /// The run whose row goes; nothing where a row is added.
  var run: RunID?
  /// The row that comes; nothing where one is taken away.
  var row: JobRow?
}

extension Job {
  /// Whether someone who looks back wants to see the step from `earlier` to this: more than another
  /// look at the same.
  func isNews(after earlier: Job) -> Bool {
    run != earlier.run || state != earlier.state || attempt != earlier.attempt
      || reason != earlier.reason || result != earlier.result || title != earlier.title
  }
}
