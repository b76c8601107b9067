import JobModel

/// Columns by their place in `JobColumn.all`.
struct ColumnSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The columns that are not empty for a job.
  init(of job: Job) {
    var bits: UInt32 = 0
    for (index, isEmpty) in JobColumn.emptinessTests.enumerated() where !isEmpty(job) {
      bits |= 1 << UInt32(index)
    }
    rawValue = bits
  }

  init(_ columns: [Int]) {
    rawValue = columns.reduce(0) { $0 | 1 << UInt32($1) }
  }

  func contains(column index: Int) -> Bool { rawValue & (1 << UInt32(index)) != 0 }
}
