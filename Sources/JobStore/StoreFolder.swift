import Foundation

/// The folder in which the file lies.
struct StoreFolder {
  let path: String
  private let patience: Duration

  init(ofFile file: String, patience: Duration) {
    self.patience = patience
    path = URL(fileURLWithPath: file).deletingLastPathComponent().path
  }

  /// Makes the folder and those above it, for its owner only.
  func make() throws(StoreFailure) {
    var missing: [String] = []
    var folder = URL(fileURLWithPath: path)
    while access(folder.path, F_OK) != 0, folder.path != "/" {
      missing.append(folder.path)
      folder.deleteLastPathComponent()
    }
    for folder in missing.reversed() where mkdir(folder, 0o700) != 0 && errno != EEXIST {
      guard ![ENOSPC, EDQUOT].contains(errno) else { throw .full(path: path) }
      throw .folder(path: path, why: lastSystemError())
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw .folder(path: path, why: "it is no folder")
    }
    // SQLite keeps its log beside the file: a writable file alone is not enough.
    guard access(path, W_OK | X_OK) == 0 else {
      throw .folder(path: path, why: lastSystemError())
    }
  }

  /// Does something that no other process may do in this folder at the same time.
  /// - Throws: `locked` where another process does not let go of it.
  func locked<Value>(_ body: () throws(StoreFailure) -> Value) throws(StoreFailure) -> Value {
    let descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .folder(path: path, why: lastSystemError()) }
    defer { close(descriptor) }
    let deadline = ContinuousClock.now.advanced(by: patience)
    // A file system without such locks is not refused: the race that they prevent is rare.
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, [EINTR, EWOULDBLOCK].contains(errno) {
      guard ContinuousClock.now < deadline else { throw .locked(path: path) }
      usleep(5000)
    }
    return try body()
  }
}

/// What the system said last, as a clause for a sentence.
func lastSystemError() -> String {
  String(cString: strerror(errno)).lowercased()
}
