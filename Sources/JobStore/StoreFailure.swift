import GRDB

/// Why the store cannot be opened.
package enum StoreFailure: Error, Hashable, CustomStringConvertible {
  /// The folder for the file cannot be made or written to.
  case folder(path: String, why: String)
  /// The file cannot be read and written.
  case unusable(path: String, why: String)
  /// There is no room for what a store needs.
  case full(path: String)
  /// Another program holds the file, or its folder, and does not let go.
  case locked(path: String)
  /// A damaged or newer file cannot be moved out of the way.
  case stuck(path: String, why: String)

  /// What happened, where, and what can be done.
  package var description: String {
    switch self {
    case .folder(let path, let why):
      "Jobs cannot be kept in the folder \(path): \(why). Make it one that you may write to, or "
        + "set XDG_STATE_HOME to another."
    case .unusable(let path, let why):
      "Jobs cannot be kept in \(path): \(why). Make it a file that you may read and write, or set "
        + "XDG_STATE_HOME to another folder."
    case .full(let path):
      "Jobs cannot be kept in \(path): the disk is full. Make room, or set XDG_STATE_HOME to a "
        + "folder on another disk."
    case .locked(let path):
      "Jobs cannot be kept in \(path): another program holds it locked. End that program, or set "
        + "XDG_STATE_HOME to another folder."
    case .stuck(let path, let why):
      "\(path) cannot be used and could not be moved out of the way: \(why). Move it yourself, "
        + "then start again."
    }
  }

  /// Why a file could not be opened, by what the database says of it.
  init(path: String, _ error: any Error) {
    switch (error as? DatabaseError)?.resultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    default: self = .unusable(path: path, why: reason(of: error))
    }
  }
}

/// What the database says, as a clause for a sentence.
func reason(of error: any Error) -> String {
  switch error {
  case let error as DatabaseError: reason(of: error)
  case let gone as FileGone: gone.reason
  case let row as UnreadableRow: "it holds a value that jobtop does not write (\(row.text))"
  default: "\(error)"
  }
}

private func reason(of error: DatabaseError) -> String {
  switch error.resultCode {
  case .SQLITE_BUSY, .SQLITE_LOCKED: "another program holds the file locked"
  case .SQLITE_FULL: "the disk is full"
  case .SQLITE_READONLY: "the file may not be written"
  case .SQLITE_CORRUPT, .SQLITE_NOTADB: "the file is damaged"
  case .SQLITE_MISUSE: "the store is closed"
  default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
  }
}
