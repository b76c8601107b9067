import Foundation
import GRDB

/// Values by name in one SQLite file that one process uses at a time: what a played server must not
/// forget.
///
/// Each user of the file has a space of its own in it, with names of several kinds.
package final class RecordFile: Sendable {
  /// The file.
  package let path: String
  private let queue: DatabaseQueue

  /// One value that is new, changed, or gone.
  package struct Change: Sendable {
    let kind: String
    let name: String
    let value: String?

    /// A value under a name of a kind, in the place of the earlier one; nothing: it is gone.
    package init(_ kind: String, _ name: String, _ value: String?) {
      self.kind = kind
      self.name = name
      self.value = value
    }
  }

  /// Why the file cannot be used, as a clause.
  package struct Failure: Error, Hashable {
    package let why: String

    /// Says why.
    package init(why: String) {
      self.why = why
    }
  }

  // "jobt", by which file(1) and we know the file again.
  private static let applicationID = 0x6A6F_6274
  private static let version = 1

  /// Opens the file and makes it where there is none, with mode 0600.
  /// - Throws: `Failure` where it cannot be used, is somebody else's, or another process has it.
  package init(path: String) throws(Failure) {
    self.path = path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw Failure(why: lastSystemError())
    }
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // A second server on the same file would give the same ids to other jobs.
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write(Self.prepare)
    } catch let failure as Failure {
      throw failure
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw Failure(why: "another process has it open")
    } catch {
      throw Failure(why: reason(of: error))
    }
  }

  private static func prepare(_ database: Database) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard application == applicationID || tables == 0 else {
      throw Failure(why: "it is the file of another program")
    }
    guard version <= Self.version else {
      throw Failure(why: "it was written by a newer jobtop")
    }
    try database.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS records (
          space TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
          PRIMARY KEY (space, kind, name)
        ) WITHOUT ROWID;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(Self.version);
        """
    )
  }

  /// Writes all of the changes or none; on return they survive `kill -9`.
  ///
  /// Blocks for some tens of microseconds.
  /// - Throws: `Failure` where they cannot be kept.
  package func write(_ changes: [Change], in space: String) throws(Failure) {
    do {
      try queue.write { database in
        let insertion = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO records (space, kind, name, value) VALUES (?, ?, ?, ?)"
        )
        let deletion = try database.cachedStatement(
          sql: "DELETE FROM records WHERE space = ? AND kind = ? AND name = ?"
        )
        for change in changes {
          if let value = change.value {
            try insertion.execute(arguments: [
              space, change.kind, change.name.storable, value.storable,
            ])
          } else {
            try deletion.execute(arguments: [space, change.kind, change.name.storable])
          }
        }
      }
    } catch {
      throw Failure(why: reason(of: error))
    }
  }

  /// All values of a kind with their names.
  /// - Throws: `Failure` where they cannot be read.
  package func records(
    of kind: String,
    in space: String
  ) throws(Failure) -> [(name: String, value: String)] {
    do {
      return try queue.read { database in
        let rows = try Row.fetchAll(
          database,
          sql: "SELECT name, value FROM records WHERE space = ? AND kind = ? ORDER BY name",
          arguments: [space, kind]
        )
        return rows.map { (String(stored: $0[0]), String(stored: $0[1])) }
      }
    } catch {
      throw Failure(why: reason(of: error))
    }
  }
}
