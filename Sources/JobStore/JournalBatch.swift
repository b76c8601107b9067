import GRDB
import JobModel

/// Decides where in the tables the entries of one transaction go.
///
/// Two processes that track the same job give its run two names. The first one stays; the other
/// becomes an alias, so that whoever uses it reaches the same row. A process that starts does not
/// load what ended long ago, so it may also give a number to a run that an old one has.
///
/// ```
/// (server, id, number)  the name has a row  the name is an alias  the name is new
/// ────────────────────  ──────────────────  ────────────────────  ──────────────────────
/// has no other row      replace             replace               insert
/// has another's row     fold both into one  –                     add an alias, replace
///   which is over       take next number    make it its own row   insert with next number
/// ```
///
/// *Replace* keeps the newer facts (`StoredRun.isNewer`), *over* is `StoredRun.isOver`.
struct JournalBatch {
  let database: Database
  let writer: Int64
  let change: Int64
  /// By our clock; what is stored as of later was noted down before that clock was set back.
  let now: Timestamp

  init(database: Database, writer: Int64, at now: Timestamp) throws {
    self.database = database
    self.writer = writer
    self.now = now
    change = try Schema.nextChange(database)
  }

  func record(_ entries: [JournalEntry]) throws {
    for entry in entries {
      switch entry {
      case .update(let update): try record(update)
      case .forget(let run): try forget(run)
      case .duration(let duration, let span, let server, let kind, let count):
        try add(duration, of: span, server: server, kind: kind, counting: count)
      }
    }
  }

  private func record(_ update: JobUpdate) throws {
    let row: Int64
    if let stored = try StoredRun.named(update.job.run, in: database) {
      row =
        stored.run == update.job.run
        ? try record(update, own: stored) : try record(update, aliased: stored)
    } else {
      row = try record(new: update)
    }
    if let replaced = update.replaces { try hide(replaced, behind: row) }
  }

  private func record(_ update: JobUpdate, own stored: StoredRun) throws -> Int64 {
    var update = update
    // The store may have had to move the run to a later number.
    if stored.jobID == update.job.jobID {
      update.job.runNumber = max(update.job.runNumber, stored.runNumber)
    }
    // Nobody else can have the place that it has.
    let keepsPlace =
      stored.jobID == update.job.jobID && stored.runNumber == update.job.runNumber
    if !keepsPlace, let rival = try occupant(of: update.job), rival.row != stored.row {
      guard rival.isOver(before: update.job) else {
        return try fold(stored, into: rival, update)
      }
      update.job.runNumber = try nextNumber(of: update.job)
    }
    try replace(stored, by: update)
    return stored.row
  }

  private func record(_ update: JobUpdate, aliased stored: StoredRun) throws -> Int64 {
    guard stored.isOver(before: update.job) else {
      try merge(update, into: stored)
      return stored.row
    }
    try removeAlias(update.job.run)
    return try record(new: update)
  }

  private func record(new update: JobUpdate) throws -> Int64 {
    var update = update
    if let rival = try occupant(of: update.job) {
      guard rival.isOver(before: update.job) else {
        try merge(update, into: try addAlias(update.job.run, of: rival))
        return rival.row
      }
      update.job.runNumber = try nextNumber(of: update.job)
    }
    return try insert(update)
  }

  /// Two rows turn out to be one run: a draft of ours, and a job that somebody found meanwhile.
  private func fold(_ stored: StoredRun, into rival: StoredRun, _ update: JobUpdate) throws
    -> Int64
  {
    let whole = try move(stored, into: rival)
    try merge(update, into: try addAlias(update.job.run, of: whole))
    return rival.row
  }

  /// Takes over newer facts, and leaves the run its own name and number.
  private func merge(_ update: JobUpdate, into stored: StoredRun) throws {
    var update = update
    update.job.jobID = stored.jobID
    update.job.runNumber = stored.runNumber
    try replace(stored, by: update)
  }
}
