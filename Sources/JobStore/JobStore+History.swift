import GRDB
import JobModel

extension JobStore {
  /// What changed the state, attempt or reason of a run, in order; empty for a run never recorded.
  /// - Throws: `JobFailure.unread` when it cannot be read.
  package func history(of run: RunID) async throws(JobFailure) -> [HistoryEntry] {
    try await read { database in
      try HistoryEntry.fetchAll(
        database,
        sql: """
          SELECT time, source, state, serverState, attempt, reason FROM history
          WHERE runRow = coalesce(
            (SELECT id FROM runs WHERE runHigh = ?1 AND runLow = ?2),
            (SELECT runRow FROM aliases WHERE runHigh = ?1 AND runLow = ?2))
          ORDER BY id
          """,
        arguments: [run.halves.high, run.halves.low]
      )
    }
  }

  /// Every run of a job that is kept, the first one first, forgotten ones too.
  /// - Throws: `JobFailure.unread` when they cannot be read.
  package func runs(of jobID: JobID, server: String) async throws(JobFailure) -> [Job] {
    try await read { database in
      try RunRow.fetchJobs(
        database,
        where: "server = ? AND jobID = ? ORDER BY runNumber",
        arguments: [server, jobID.rawValue.storable]
      )
    }
  }

  /// Deletes the runs that ended before that instant, with their histories; what is not final stays
  /// unless it was forgotten or replaced.
  ///
  /// Works in small slices, so that nobody who writes meanwhile has to wait for it.
  /// - Throws: `JobFailure.journal` when they cannot be deleted.
  package func prune(before instant: Timestamp) async throws(JobFailure) {
    var isDone = false
    while !isDone, !Task.isCancelled {
      isDone = try await write { database in
        try database.execute(
          sql: """
            DELETE FROM runs WHERE id IN (
              SELECT id FROM runs WHERE coalesce(ended, seen, created) < ?
                AND (ended IS NOT NULL OR isForgotten OR isReplaced)
              LIMIT 500
            )
            """,
          arguments: [instant.nanoseconds]
        )
        return database.changesCount == 0
      }
    }
  }
}
