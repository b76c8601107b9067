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
  /// The time of each is when it became known how it stands: that it has ended once, however often that
  /// was confirmed later; that it goes on when it was last confirmed. What is written meanwhile is in it or not.
  /// - Throws: `JobFailure.unread` when they cannot be read.
  package func runs(
    after mark: Mark,
    of server: String? = nil,
    since instant: Timestamp = .epoch
  ) async throws(JobFailure) -> (updates: [JobUpdate], mark: Mark) {
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
      let changes = try Self.lastChanges(database, from: first, to: last)
      let updates = jobs.map { job in
        let change = job.state.isFinal ? changes[job.run] : nil
        let time = change ?? job.learned ?? job.created
        return JobUpdate(time: time, source: .store, job: job)
      }
      return (updates, Mark(row: last))
    }
  }

  /// When the state, attempt or reason of these runs changed last.
  private static func lastChanges(
    _ database: Database,
    from first: Int64,
    to last: Int64
  ) throws -> [RunID: Timestamp] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT runHigh, runLow, time FROM history JOIN runs ON runs.id = runRow
        WHERE history.id IN
          (SELECT max(id) FROM history WHERE runRow BETWEEN ? AND ? GROUP BY runRow)
        """,
      arguments: [first, last]
    )
    var changes: [RunID: Timestamp] = [:]
    while let row = try rows.next() {
      var values = RowReader(row)
      let run = try values.run()
      changes[run] = values.timestamp()
    }
    return changes
  }
}
