import Glibc

/// What lies behind a path or a descriptor; a link is followed.
///
/// It is with the files of the store because `stat` has another owner where NIO is imported too.
package struct FileStatus: Sendable {
  package enum Kind: Sendable {
    case regular, folder, pipe, other
  }

  package let kind: Kind
  /// Who may use it, as in 0o600.
  package let mode: UInt32

  /// Nothing where nothing is there, or it may not be looked at.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// That of an open file.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    mode = status.st_mode & 0o7777
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      default: .other
      }
  }
}
