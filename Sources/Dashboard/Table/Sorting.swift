import JobModel

/// The column that the table is sorted by, and which way.
struct Sorting: Hashable, Sendable {
  /// The place of the column in `JobColumn.all`.
  var column: Int
  var isDescending: Bool

  /// What moves, what waits, what went wrong, what is done; the newest first in each.
  static let initial = Sorting(column: JobColumn.index(ofTitle: "STATE"))

  /// What is latest for its kind on top.
  static let worstFirst = Sorting(column: JobColumn.index(ofTitle: "ETA"))

  /// Sorted by a column in the direction that shows the interesting end first.
  init(column: Int) {
    self.column = column
    isDescending = JobColumn.all[column].startsDescending
  }

  /// What the order changes with beside what is told of single jobs.
  var source: OrderSource { JobColumn.all[column].ordersBy }

  func key(of row: JobRow, by outlooks: Outlooks) -> SortKey {
    SortKey(
      JobColumn.all[column].key(row, outlooks),
      isDescending: isDescending,
      created: row.job.created,
      arrival: row.arrival
    )
  }
}
