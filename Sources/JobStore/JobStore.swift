import GRDB
import JobModel

/// What must survive, in one SQLite file that several processes may share: every run of every job,
/// and how each came to its state.
package final class JobStore: Sendable {
  /// What the user should be told about the opening: a file that was set aside.
  package let notices: [StoreNotice]

  /// The file; nothing for a store in memory.
  let path: String?
  let database: any DatabaseWriter
  let clock: any JobClock
  /// Marks what this store writes, so that `changes(of:)` tells only of others.
  let writer = Int64.random(in: 1 ... .max)
  /// Where the count of changes stood at the opening.
  ///
  /// Streams begin here: what another process writes between `jobs(of:)` and the first look would be
  /// lost otherwise.
  let firstChange: Int64
  /// The file as it was opened; nothing for a store in memory.
  private let file: FileIdentity?

  /// Opens the store and makes it where there is none: the folder with mode 0700, the file 0600.
  ///
  /// A damaged file, or one of a newer jobtop, is set aside and a fresh one begun; `notices` says so.
  /// Blocks for some milliseconds; `open(at:clock:)` does not.
  /// - Parameters:
  ///   - path: The file.
  ///   - clock: The time.
  ///   - patience: How long to wait for a program that holds the file.
  /// - Throws: `StoreFailure` where the file cannot be read and written.
  package convenience init(
    path: String,
    clock: any JobClock = SystemClock(),
    patience: Duration = .seconds(5)
  ) throws(StoreFailure) {
    let (pool, notices) = try StoreFile(path: path, patience: patience).open()
    try self.init(database: pool, path: path, notices: notices, clock: clock)
  }

  /// Opens the store as `init(path:clock:)` does, away from the calling thread.
  /// - Throws: `StoreFailure` where the file cannot be read and written.
  @concurrent
  package static func open(at path: String, clock: any JobClock = SystemClock())
    async throws(StoreFailure) -> JobStore
  {
    try JobStore(path: path, clock: clock)
  }

  /// A store that ends with the process: for tests, and for a demo that leaves no trace.
  /// - Throws: `StoreFailure` where SQLite itself does not work.
  package static func inMemory(clock: any JobClock = SystemClock()) throws(StoreFailure)
    -> JobStore
  {
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(configuration: StoreFile(path: ":memory:").configuration)
      try Schema.migrator.migrate(queue)
    } catch {
      throw .unusable(path: ":memory:", why: reason(of: error))
    }
    return try JobStore(database: queue, path: nil, notices: [], clock: clock)
  }

  private init(
    database: any DatabaseWriter,
    path: String?,
    notices: [StoreNotice],
    clock: any JobClock
  ) throws(StoreFailure) {
    self.database = database
    self.path = path
    self.notices = notices
    self.clock = clock
    file = path.flatMap { FileIdentity(at: $0) }
    do {
      firstChange = try database.read { try Schema.lastChange($0) }
    } catch {
      throw StoreFailure(path: path ?? ":memory:", error)
    }
  }

  /// Looks whether what is written can be found again.
  func checkFile() throws(FileGone) {
    if let path, file != FileIdentity(at: path) { throw FileGone(path: path) }
  }

  /// Ends every use of the file; streams of changes end.
  @concurrent
  package func close() async {
    // Errors are not for the caller: a log that cannot be folded into the file, because another
    // process reads it, is no loss, and no statement outlives its closure to keep the file open.
    try? await database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 0")
      try database.checkpoint(.truncate)
    }
    try? database.close()
    if let path { FileWrites.touch(file: path) }
  }
}
