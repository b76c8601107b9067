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

  /// The columns of a job, in the order in which `values` writes and `job(from:)` reads them.
  static let jobColumns = [
    "run", "server", "jobID", "runNumber", "state", "serverState", "isKnownWord",
    "confirmationCount", "confirmationNeeded", "title", "kind", "progress", "attempt",
    "attemptLimit", "reason", "result", "revision", "created", "started", "finished", "updated",
    "seen", "interval", "polls", "repeats", "inputs", "label",
  ]

  private static let columns =
    jobColumns + ["ended", "isForgotten", "isReplaced", "change", "writer"]

  private static let insertion = """
    INSERT INTO runs (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    """

  private static let replacement =
    "UPDATE runs SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"

  /// Adds the row and returns its number.
  func insert(_ database: Database) throws -> Int64 {
    let statement = try database.cachedStatement(sql: Self.insertion)
    try statement.execute(arguments: StatementArguments(values))
    return database.lastInsertedRowID
  }

  /// Takes the place of what stands in that row.
  func replace(_ database: Database, row: Int64) throws {
    let statement = try database.cachedStatement(sql: Self.replacement)
    try statement.execute(arguments: StatementArguments(values + [row]))
  }
}
