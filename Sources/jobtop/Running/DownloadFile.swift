import Foundation

/// A file in a folder, else the current one, that has its name only once it is whole, and never takes the place
/// of another one.
final class DownloadFile {
  private let descriptor: Int32
  private let folder: String
  private let partial: String
  private let name: String
  private(set) var count = 0

  /// Begins a file beside the one of that name.
  /// - Throws: `Problem`, as the system says it.
  init(name: String, in folder: String = ".") throws(Problem) {
    self.name = name
    self.folder = folder
    partial = "\(folder)/.\(name).\(UUID().uuidString.prefix(8)).part"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Problem() }
  }

  deinit {
    close(descriptor)
    // Gone already where it got its name.
    unlink(partial)
  }

  func write(_ bytes: [UInt8]) throws(Problem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { throw Problem() }
      rest = rest.dropFirst(written)
    }
    count += bytes.count
  }

  /// Gives it its name, or the next free one: `clip.mp4`, `clip-2.mp4`.
  /// - Returns: The name that it got.
  func finish() throws(Problem) -> String {
    for number in 1...999 {
      let name = Self.numbered(name, number)
      // A hard link never replaces a file, as a rename would.
      if link(partial, folder + "/" + name) == 0 { return name }
      guard errno == EEXIST else { throw Problem() }
    }
    throw Problem(words: "there are too many files of that name")
  }

  private static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return "\(name)-\(number)"
    }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }

  /// What the system said.
  struct Problem: Error, Hashable {
    var words = String(cString: strerror(errno))
  }
}
