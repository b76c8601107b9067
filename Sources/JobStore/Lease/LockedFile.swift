import Glibc

/// An open file with a lock that the kernel takes away when its process dies, however it dies (flock(2)).
///
/// Closed, and so unlocked, with the last reference. A child process does not inherit it.
final class LockedFile: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a file, makes it where there is none, and locks it; nothing where another process has the
  /// lock, or the file cannot be made.
  convenience init?(locking path: String) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.init(descriptor)
  }

  /// Puts a locked file of its own in the place of what is there, in one step: nobody sees it without
  /// its lock.
  convenience init?(replacing path: String, by name: String) {
    let draft = path + "." + name
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(draft, path) == 0 else {
      unlink(draft)
      close(descriptor)
      return nil
    }
    self.init(descriptor)
  }

  /// Whether the path still leads to this file.
  func isAt(_ path: String) -> Bool {
    var (ours, theirs) = (stat(), stat())
    return fstat(descriptor, &ours) == 0 && stat(path, &theirs) == 0
      && ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev
  }

  /// Puts one line in the place of what the file held.
  func write(line: String) {
    let bytes = Array((line + "\n").utf8)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else { return }
    ftruncate(descriptor, bytes.count)
  }

  /// Sets the time of the last change, to show that its process runs.
  func touch() {
    futimens(descriptor, nil)
  }
}

/// What another process's locked file says, read without disturbing it.
struct ForeignFile {
  /// Its first line.
  let line: String
  /// When it was last changed or touched.
  let changed: Int64

  /// Nothing where it is gone, or nobody holds its lock: then its process is dead.
  init?(at path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    changed = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    var bytes = [UInt8](repeating: 0, count: Int(min(status.st_size, 16 << 20)))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let text = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
    line = String(decoding: text, as: UTF8.self)
  }
}
