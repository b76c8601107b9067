import GRDB
import JobModel

extension JobStore: Journal {
  /// Notes entries down in one transaction; on return they survive `kill -9`.
  ///
  /// They are then in the kernel's hands, not yet on the disk: `synchronous=NORMAL` in WAL mode
  /// gives up the last moments before a power failure, never the file, and saves a flush per batch.
  /// A cancelled task still writes: what happened while stopping must not be lost.
  /// - Throws: `JobFailure.journal`; then none of the entries is kept.
  package func record(_ entries: [JournalEntry]) async throws(JobFailure) {
    guard !entries.isEmpty else { return }
    let (writer, now) = (writer, clock.now)
    try await write { database in
      try JournalBatch(database: database, writer: writer, at: now).record(entries)
    }
  }

  /// The latest run of every job that is not final, or ended within the last day, oldest first.
  ///
  /// With a limit only so many of them, the latest first: those that have not ended, then the others.
  /// Forgotten jobs and drafts that another run has taken the place of stay out.
  /// - Throws: `JobFailure.unread` when they cannot be read.
  package func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job] {
    let yesterday = clock.now.advanced(by: .seconds(-86_400))
    // An index has that order already, so that the first rows come without a look at all others.
    let order = limit.map { "\(Schema.end) DESC, id DESC LIMIT \($0)" } ?? "created, id"
    return try await read { database in
      try RunRow.fetchJobs(
        database,
        where: """
          server = ? AND \(Schema.end) >= ? AND NOT isForgotten AND NOT isReplaced
          AND NOT EXISTS (
            SELECT 1 FROM runs later WHERE later.server = runs.server
              AND later.jobID = runs.jobID AND later.runNumber > runs.runNumber
          )
          ORDER BY \(order)
          """,
        arguments: [server, yesterday.nanoseconds]
      )
    }
  }

  /// When the forgotten jobs were created that are still going on or ended within the last day.
  /// - Throws: `JobFailure.unread` when it cannot be read.
  package func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp] {
    let yesterday = clock.now.advanced(by: .seconds(-86_400))
    return try await read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT jobID, max(created) FROM runs
          WHERE server = ? AND \(Schema.end) >= ? AND isForgotten AND jobID IS NOT NULL
          GROUP BY jobID
          """,
        arguments: [server, yesterday.nanoseconds]
      )
      var jobs: [JobID: Timestamp] = [:]
      while let row = try rows.next() {
        jobs[JobID(row[0] as String)] = Timestamp(nanoseconds: row[1])
      }
      return jobs
    }
  }

  /// Sets numbers aside in the file, so that two processes never give the same one.
  ///
  /// They count up for each server and are never given back: what a refused create was called stays
  /// its own.
  package func reserve(_ count: Int, of server: String) async -> Int? {
    try? await write { database in
      try Int.fetchOne(
        database,
        sql: """
          INSERT INTO numbers (server, last) VALUES (?1, ?2)
          ON CONFLICT (server) DO UPDATE SET last = last + ?2
          RETURNING last - ?2 + 1
          """,
        arguments: [server, count]
      )
    }
  }

  /// What other processes have written since this store was opened, within half a second of their
  /// commit; each batch as the runs stand then.
  ///
  /// It looks only while someone waits for the next batch. Ends when the waiting task is cancelled,
  /// and with `close()`.
  package func changes(of server: String) -> AsyncStream<JournalChanges> {
    let reader = ChangeReader(store: self, server: server)
    return AsyncStream { await reader.next() }
  }
}
