import Glibc

/// Which file a path leads to.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt
  private let number: UInt

  /// Nothing where there is no file.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
  }
}

/// The file of a store was taken away, or another one put in its place: what is written goes nowhere.
struct FileGone: Error {
  let path: String

  var reason: String { "\(path) was taken away while it was in use. Quit, and start again" }
}
