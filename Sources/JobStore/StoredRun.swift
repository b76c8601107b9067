import GRDB
import JobModel

/// What of a stored run decides about an update of it.
struct StoredRun {
  var row: Int64
  var run: RunID
  var jobID: JobID?
  var runNumber: Int
  var state: JobState
  var attempt: Int?
  var reason: String?
  var seen: Timestamp?
  var title: String?
  var inputs: String?
  var label: String?
  var isForgotten: Bool
  var isReplaced: Bool
  var ended: Timestamp?
  /// Which store wrote it last.
  var writer: Int64

  /// The run of that name, which may be the name that another process gave it.
  static func named(_ run: RunID, in database: Database) throws -> StoredRun? {
    let halves: StatementArguments = [run.halves.high, run.halves.low]
    return try fetch(database, Query.byName, halves) ?? fetch(database, Query.byAlias, halves)
  }

  /// That run of that job.
  static func numbered(_ number: Int, of jobID: JobID, server: String, in database: Database)
    throws -> StoredRun?
  {
    try fetch(database, Query.byPlace, [server, jobID.rawValue.storable, number])
  }

  private static func fetch(
    _ database: Database,
    _ query: String,
    _ arguments: StatementArguments
  ) throws -> StoredRun? {
    try fetchOne(database.cachedStatement(sql: query), arguments: arguments)
  }

  private enum Query {
    static let byName = selection + "runHigh = ? AND runLow = ?"
    static let byAlias =
      selection + "id = (SELECT runRow FROM aliases WHERE runHigh = ? AND runLow = ?)"
    static let byPlace = selection + "server = ? AND jobID = ? AND runNumber = ?"

    private static let selection = """
      SELECT id, runHigh, runLow, jobID, runNumber, state, attempt, reason, seen, title, inputs, label,
        isForgotten, isReplaced, ended, writer
      FROM runs WHERE\u{20}
      """
  }
}

extension StoredRun: FetchableRecord {
  init(row columns: Row) throws {
    var values = RowReader(columns)
    row = try values.required()
    run = try values.run()
    jobID = values.next().map { JobID(rawValue: $0) }
    runNumber = try values.required()
    state = try values.word()
    attempt = values.next()
    reason = values.next()
    seen = values.timestamp()
    title = values.next()
    inputs = values.next()
    label = values.next()
    isForgotten = try values.required()
    isReplaced = try values.required()
    ended = values.timestamp()
    writer = try values.required()
  }
}

extension StoredRun {
  /// So far apart two processes may be that each carry on the wall clock of their start.
  private static let clockDifference = Duration.seconds(60)

  /// Whether what the job says is older than what is stored: a final state is never taken back,
  /// and of two that are equally final the one that the server confirmed later counts.
  ///
  /// What was confirmed long after `now` was noted down by a clock that has been set back since, or by
  /// another process that started before that: it would hide all that is learned until then.
  ///
  /// That a create was not sent says who gave it up; another process has sent it where the server knows
  /// the job.
  func isNewer(than job: Job, at now: Timestamp) -> Bool {
    if job.state == .refused, jobID != nil, seen != nil { return true }
    if state.isFinal != job.state.isFinal { return state.isFinal }
    guard let seen, now.duration(to: seen) <= Self.clockDifference else { return false }
    return job.seen.map { $0 < seen } ?? true
  }

  /// Whether the server has used the id again: this run has ended, and another process, which does
  /// not know it, found the job going on after that, or created it after that.
  func isOver(before job: Job) -> Bool {
    guard state.isFinal else { return false }
    let seen = seen ?? Timestamp(nanoseconds: .min)
    let isActiveLater = !job.state.isFinal && job.seen.map { $0 > seen } ?? false
    let isCreatedLater = job.draft != nil && job.created > seen
    return isActiveLater || isCreatedLater
  }

  /// Whether an update of it belongs into its history.
  func differs(from job: Job) -> Bool {
    state != job.state || attempt != job.attempt || reason != job.reason
  }
}
