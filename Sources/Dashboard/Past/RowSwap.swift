import JobModel

/// A row that takes the place of another one: the other way round it undoes itself.
struct RowSwap: Sendable {
  /// The run whose row goes; nothing where a row is added.
  var run: RunID?
  /// A row is large, and most of a first list's swaps have none.
  private var kept: Kept?

  private indirect enum Kept: Sendable {
    case row(JobRow)
  }

  init(run: RunID?, row: JobRow?) {
    self.run = run
    kept = row.map { .row($0) }
  }

  /// The row that comes; nothing where one is taken away.
  var row: JobRow? {
    guard case .row(let row)? = kept else { return nil }
    return row
  }
}

extension Job {
  /// Whether someone who looks back wants to see the step from `earlier` to this: more than another
  /// look at the same.
  func isNews(after earlier: Job) -> Bool {
    run != earlier.run || state != earlier.state || attempt != earlier.attempt
      || reason != earlier.reason || result != earlier.result || title != earlier.title
  }
}
