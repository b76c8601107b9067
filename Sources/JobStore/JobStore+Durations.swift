import GRDB
import JobModel

extension JobStore {
  /// How long the last jobs of each kind took on that server, by kind, whoever watched them.
  /// - Throws: `JobFailure.unread` when it cannot be read.
  package func durations(of server: String) async throws(JobFailure) -> [String: DurationHistories]
  {
    try await read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT kind, early, late, span FROM durations WHERE server = ? ORDER BY id",
        arguments: [server]
      )
      var histories: [String: DurationHistories] = [:]
      while let row = try rows.next() {
        let (early, late): (Int64, Int64?) = (row[1], row[2])
        guard let span = DurationSpan(rawValue: row[3]) else { continue }
        histories[String(stored: row[0]), default: DurationHistories()][span].append(
          JobDuration(early: .nanoseconds(early), late: late.map { .nanoseconds($0) })
        )
      }
      return histories
    }
  }
}

extension JournalBatch {
  /// Adds what one job took, and lets go of those that no longer count.
  func add(
    _ duration: JobDuration,
    of span: DurationSpan,
    server: String,
    kind: String,
    counting count: Int
  ) throws {
    let insertion = try database.cachedStatement(
      sql: "INSERT INTO durations (server, kind, span, early, late) VALUES (?, ?, ?, ?, ?)"
    )
    try insertion.execute(arguments: [
      server, kind.storable, span.rawValue, duration.early.wholeNanoseconds,
      duration.late?.wholeNanoseconds,
    ])
    let deletion = try database.cachedStatement(
      sql: """
        DELETE FROM durations WHERE server = ?1 AND kind = ?2 AND span = ?3 AND id <= (
          SELECT id FROM durations WHERE server = ?1 AND kind = ?2 AND span = ?3
          ORDER BY id DESC LIMIT 1 OFFSET ?4)
        """
    )
    try deletion.execute(arguments: [server, kind.storable, span.rawValue, count])
  }
}
