import GRDB
import JobModel

extension JobStore {
  /// Where reading through all runs goes on.
  package struct Mark: Hashable, Sendable {
    let row: Int64

    /// Before the first run.
    package static let start = Mark(row: 0)
  }

  /// How many runs of each server are kept.
  /// - Throws: `JobFailure.unread` when it cannot be read.
  package func runCounts() async throws(JobFailure) -> [String: Int] {
    try await read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT server, count(*) FROM runs GROUP BY 1")
      var counts: [String: Int] = [:]
      while let row = try rows.next() { counts[row[0]] = row[1] }
      return counts
    }
  }

  /// The next runs that are kept, forgotten ones too, in the order in which they were first noted
  /// down, and where to go on; no runs at the end.
  ///
  /// What is written meanwhile is in it or not.
  /// - Throws: `JobFailure.unread` when they cannot be read.
  package func runs(
    after mark: Mark,
    of server: String? = nil,
    since instant: Timestamp = .epoch
  ) async throws(JobFailure) -> (jobs: [Job], mark: Mark) {
    try await read { database in
      let rows = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM runs
          WHERE id > ? AND (?2 IS NULL OR server = ?2) AND created >= ?3
          ORDER BY id LIMIT 500
          """,
        arguments: [mark.row, server, instant.nanoseconds]
      )
      guard let first = rows.first, let last = rows.last else { return ([], mark) }
      let jobs = try RunRow.fetchJobs(
        database,
        where: """
          id BETWEEN ? AND ? AND (?3 IS NULL OR server = ?3) AND created >= ?4 ORDER BY id
          """,
        arguments: [first, last, server, instant.nanoseconds]
      )
      return (jobs, Mark(row: last))
    }
  }
}
