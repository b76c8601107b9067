import JobModel

/// The column that the table is sorted by, and which way.
struct Sorting: Hashable, Sendable {
  /// The place of the column in `JobColumn.all`.
  var column: Int
  var isDescending: Bool

  /// What moves, what waits, what went wrong, what is done; the newest first in each.
  static let initial = Sorting(column: JobColumn.index(ofTitle: "STATE"))

  /// Sorted by a column in the direction that shows the interesting end first.
  init(column: Int) {
    self.column = column
    isDescending = JobColumn.all[column].startsDescending
  }

  /// Whether it is when the server last confirmed a job that decides.
  var isByConfirmation: Bool { JobColumn.all[column].title == "SEEN" }

  func key(of row: JobRow) -> SortKey {
    SortKey(
      JobColumn.all[column].key(row.job),
      isDescending: isDescending,
      created: row.job.created,
      arrival: row.arrival
    )
  }
}
