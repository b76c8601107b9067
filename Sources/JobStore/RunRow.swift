import GRDB
import JobModel

/// One row of the table `runs`: a run as it stands, and what only the store knows of it.
struct RunRow {
  var job: Job
  /// The name of the run; in another process the job may have another one.
  var run: RunID
  /// What was sent to create it, as JSON text.
  var inputs: String?
  /// The label under which it was made together with others.
  var label: String?
  /// When it ended, as far as that is known; nothing exactly while it is not final.
  var ended: Timestamp?
  /// It is no longer watched.
  var isForgotten = false
  /// Another run has taken its place in the table.
  var isReplaced = false
  /// The number of the batch that wrote it last, growing over all processes.
  var change: Int64
  /// Which store wrote it last.
  var writer: Int64

  init(_ update: JobUpdate, change: Int64, writer: Int64) {
    job = update.job
    run = job.run
    inputs = job.draft?.text
    label = job.draft?.label
    if job.state.isFinal { ended = job.finished ?? job.seen ?? update.time }
    self.change = change
    self.writer = writer
  }

  /// Adds the row and returns its number.
  func insert(_ database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: SQL.insertion)
    try statement.execute(arguments: StatementArguments(keys + facts))
    return database.lastInsertedRowID
  }

  /// Takes the place of what is stored.
  func replace(_ database: Database, _ stored: StoredRun) throws {
    let hasSameKeys =
      stored.jobID == job.jobID && stored.runNumber == job.runNumber && stored.ended == ended
    // SQLite writes an index anew for each of its columns that is set, also to what it was.
    let statement = try database.cachedStatement(
      sql: hasSameKeys ? SQL.replacementOfFacts : SQL.replacement
    )
    let values = hasSameKeys ? facts : keys + facts
    try statement.execute(arguments: StatementArguments(values + [stored.row]))
  }
}

extension RunRow {
  /// The columns of which the indexes are made, but for `change`, which is new each time.
  static let keyColumns = ["runHigh", "runLow", "server", "jobID", "runNumber", "ended"]

  static let factColumns = [
    "state", "serverState", "isKnownWord", "confirmationCount", "confirmationNeeded", "title",
    "kind", "progress", "attempt", "attemptLimit", "reason", "result", "revision", "created",
    "started", "finished", "updated", "seen", "interval", "polls", "repeats", "inputs", "label",
    "isForgotten", "isReplaced", "isCreationKnown", "change", "writer",
  ]

  private enum SQL {
    static let insertion = """
      INSERT INTO runs (\((keyColumns + factColumns).joined(separator: ", ")))
      VALUES (\((keyColumns + factColumns).map { _ in "?" }.joined(separator: ", ")))
      """
    static let replacement = update(keyColumns + factColumns)
    static let replacementOfFacts = update(factColumns)

    private static func update(_ columns: [String]) -> String {
      "UPDATE runs SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"
    }
  }
}
