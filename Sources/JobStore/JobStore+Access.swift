import GRDB
import JobModel

// GRDB's own async functions give up when the calling task is cancelled, and a batch must be kept
// also while everything is being stopped.
extension JobStore {
  /// Reads on one of the database's own threads, all of it from one snapshot.
  func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value)
    async throws(JobFailure) -> Value
  {
    do {
      return try await withCheckedThrowingContinuation { continuation in
        // `asyncRead` stops the process when a closed in-memory database is read (GRDB 7.10).
        database.asyncUnsafeRead { access in
          continuation.resume(with: Result { try access.get().transaction(.deferred, body) })
        }
      }
    } catch {
      throw .unread(why: reason(of: error))
    }
  }

  /// Writes on the database's own thread, in a transaction that holds the file's write lock from
  /// its first statement: what it reads cannot be changed by another process before it writes.
  func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value)
    async throws(JobFailure) -> Value
  {
    do {
      try checkFile()
      return try await withCheckedThrowingContinuation { continuation in
        database.asyncWriteWithoutTransaction { database in
          continuation.resume(with: Result { try database.transaction(.immediate, body) })
        }
      }
    } catch {
      throw .journal(why: reason(of: error))
    }
  }
}

extension Database {
  fileprivate func transaction<Value>(
    _ kind: TransactionKind,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    try beginTransaction(kind)
    do {
      let value = try body(self)
      try commit()
      return value
    } catch {
      // The first error is the one to tell; SQLite may have rolled back by itself already.
      try? rollback()
      throw error
    }
  }
}
