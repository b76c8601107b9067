/// What the user should be told after the store was opened.
package enum StoreNotice: Hashable, Sendable, CustomStringConvertible {
  /// The file could not be read and was moved; a fresh one was begun.
  case damaged(path: String, movedTo: String)
  /// The file was written by a newer jobtop and was moved; a fresh one was begun.
  case newer(path: String, movedTo: String)
  /// The file is a database of another program and was moved; a fresh one was begun.
  case foreign(path: String, movedTo: String)

  /// One or two sentences: what happened, and what can be done.
  package var description: String {
    switch self {
    case .damaged(let path, let target):
      "\(path) was damaged. It lies in \(target) now, and a fresh file was begun."
    case .foreign(let path, let target):
      "\(path) belongs to another program. It lies in \(target) now, and a fresh file was begun."
    case .newer(let path, let target):
      "\(path) was written by a newer jobtop. It lies in \(target) now, and a fresh file was "
        + "begun; to use it again, install that version and move it back."
    }
  }
}
