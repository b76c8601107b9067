import GRDB
import JobModel

extension JournalBatch {
  /// Stands for no store: what it has written all of them read.
  ///
  /// A run with several names is nobody's: who writes to it may not have read yet under which name
  /// another one did, and reads that with the rest.
  private static let nobody: Int64 = 0

  /// The row that has the update's place: its server, id and number.
  func occupant(of job: Job) throws -> StoredRun? {
    guard let jobID = job.jobID else { return nil }
    return try .numbered(job.runNumber, of: jobID, server: job.server, in: database)
  }

  /// The number after the last run of the job.
  func nextNumber(of job: Job) throws -> Int {
    let statement = try database.cachedStatement(
      sql: "SELECT max(runNumber) FROM runs WHERE server = ? AND jobID = ?"
    )
    let last = try Int.fetchOne(statement, arguments: [job.server, job.jobID?.rawValue.storable])
    return (last ?? 0) + 1
  }

  /// Adds a row and begins its history.
  func insert(_ update: JobUpdate) throws -> Int64 {
    let row = try RunRow(update, change: change, writer: writer).insert(database)
    try HistoryEntry(update).insert(database, runRow: row)
    return row
  }

  /// Replaces what is stored of the run, unless that is newer.
  ///
  /// What was sent to create it was fixed before the first try, and with it what it is called: who
  /// found the job elsewhere does not know it, and does not take it away.
  func replace(_ stored: StoredRun, by update: JobUpdate) throws {
    guard !stored.isNewer(than: update.job, at: now) else {
      return try complete(stored, by: update)
    }
    let isShared = stored.writer == Self.nobody
    var row = RunRow(update, change: change, writer: isShared ? Self.nobody : writer)
    row.run = stored.run
    row.isForgotten = stored.isForgotten
    row.isReplaced = stored.isReplaced
    // Who wrote about it has not read yet that it is to be forgotten, and must still read that.
    if stored.isForgotten { row.writer = Self.nobody }
    if row.inputs == nil { (row.inputs, row.label) = (stored.inputs, stored.label) }
    row.job.title = row.job.title ?? stored.title
    try row.replace(database, stored)
    guard stored.differs(from: update.job) else { return }
    try HistoryEntry(update).insert(database, runRow: stored.row)
  }

  /// Adds what only the older word knows.
  private func complete(_ stored: StoredRun, by update: JobUpdate) throws {
    let lacksTitle = stored.title == nil && update.job.title != nil
    let lacksInputs = stored.inputs == nil && update.job.draft != nil
    guard lacksTitle || lacksInputs else { return }
    var whole = stored
    whole.title = stored.title ?? update.job.title
    if let draft = update.job.draft, lacksInputs {
      (whole.inputs, whole.label) = (draft.text, draft.label)
    }
    try note(whole)
  }

  /// Writes what a row says of the beginning of its run, for all others to read.
  private func note(_ whole: StoredRun) throws {
    try execute(
      "UPDATE runs SET title = ?, inputs = ?, label = ?, change = ?, writer = ? WHERE id = ?",
      [
        whole.title?.storable, whole.inputs, whole.label?.storable, change, Self.nobody, whole.row,
      ]
    )
  }

  /// Moves what belongs to a row to another one, and deletes it; returns the other one as it is then.
  ///
  /// Other processes that have both in sight learn of it as of any change, and so do we: the other one
  /// may say more than we know.
  func move(_ stored: StoredRun, into target: StoredRun) throws -> StoredRun {
    var target = target
    target.writer = Self.nobody
    target.inputs = target.inputs ?? stored.inputs
    target.label = target.label ?? stored.label
    target.title = target.title ?? stored.title
    try execute("UPDATE history SET runRow = ? WHERE runRow = ?", [target.row, stored.row])
    try execute("UPDATE aliases SET runRow = ? WHERE runRow = ?", [target.row, stored.row])
    try execute("DELETE FROM runs WHERE id = ?", [stored.row])
    try note(target)
    return target
  }

  /// Gives a run another name; returns it as it is then.
  ///
  /// Whoever finds a forgotten job anew wishes to see it again.
  func addAlias(_ run: RunID, of stored: StoredRun) throws -> StoredRun {
    var stored = stored
    stored.isForgotten = false
    stored.writer = Self.nobody
    try execute(
      "INSERT INTO aliases (runHigh, runLow, runRow) VALUES (?, ?, ?)",
      [run.halves.high, run.halves.low, stored.row]
    )
    try execute(
      "UPDATE runs SET isForgotten = 0, change = ?, writer = ? WHERE id = ?",
      [change, Self.nobody, stored.row]
    )
    return stored
  }

  /// Takes a name away from a run.
  func removeAlias(_ run: RunID) throws {
    try execute(
      "DELETE FROM aliases WHERE runHigh = ? AND runLow = ?",
      [run.halves.high, run.halves.low]
    )
  }

  /// Takes a run out of the table for good; it stays in the history.
  func forget(_ run: RunID) throws {
    guard let stored = try StoredRun.named(run, in: database) else { return }
    try execute(
      "UPDATE runs SET isForgotten = 1, change = ?, writer = ? WHERE id = ?",
      [change, writer, stored.row]
    )
  }

  /// Lets a row take the place of another run in the table.
  func hide(_ run: RunID, behind row: Int64) throws {
    guard let stored = try StoredRun.named(run, in: database), stored.row != row else { return }
    try execute("UPDATE runs SET isReplaced = 1 WHERE id = ?", [stored.row])
  }

  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
