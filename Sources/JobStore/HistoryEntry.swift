import GRDB
import JobModel

/// One change of a run's state, attempt or reason.
package struct HistoryEntry: Hashable, Sendable {
  /// When it reached us.
  package var time: Timestamp
  /// How it reached us.
  package var source: UpdateSource
  /// How the job stood from then on.
  package var state: JobState
  /// The server's own word for it.
  package var serverState: String?
  /// Which try of its own work the server reported.
  package var attempt: Int?
  /// Why it failed, was refused, or what was known of its loss.
  package var reason: String?

  /// Makes an entry.
  package init(
    time: Timestamp,
    source: UpdateSource,
    state: JobState,
    serverState: String? = nil,
    attempt: Int? = nil,
    reason: String? = nil
  ) {
    self.time = time
    self.source = source
    self.state = state
    self.serverState = serverState
    self.attempt = attempt
    self.reason = reason
  }

  /// What an update says of its job.
  init(_ update: JobUpdate) {
    self.init(
      time: update.time,
      source: update.source,
      state: update.job.state,
      serverState: update.job.serverState,
      attempt: update.job.attempt,
      reason: update.job.reason
    )
  }
}

extension HistoryEntry: FetchableRecord {
  /// Reads the columns in the order of the properties.
  package init(row: Row) throws {
    var values = RowReader(row)
    time = try values.timestamp()
    source = try values.word()
    state = try values.word()
    serverState = values.next()
    attempt = values.next()
    reason = values.next()
  }

  func insert(_ database: Database, runRow: Int64) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO history (runRow, time, source, state, serverState, attempt, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    )
    try statement.execute(arguments: [
      runRow, time.nanoseconds, source.rawValue, state.rawValue, serverState?.storable,
      attempt, reason?.storable,
    ])
  }
}
