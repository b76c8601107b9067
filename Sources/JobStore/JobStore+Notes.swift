import GRDB
import JobModel

extension JobStore {
  /// The text that was kept under a name; nothing where there is none.
  /// - Throws: `JobFailure.unread` when it cannot be read.
  package func note(_ name: String) async throws(JobFailure) -> String? {
    try await read { database in
      try String.fetchOne(
        database,
        sql: "SELECT text FROM notes WHERE name = ?",
        arguments: [name]
      )
    }
  }

  /// Keeps a text under a name, in the place of the earlier one.
  /// - Throws: `JobFailure.journal` when it cannot be kept.
  package func keep(_ text: String, as name: String) async throws(JobFailure) {
    try await write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO notes (name, text) VALUES (?, ?)",
        arguments: [name, text]
      )
    }
  }
}
