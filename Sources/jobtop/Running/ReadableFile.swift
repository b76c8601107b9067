import Foundation
import Glibc
import JobStore

/// What can be read to its end: a file, or a pipe such as `<(…)` and `/dev/stdin`.
struct ReadableFile {
  let path: String

  /// Why nothing could be read.
  enum Trouble: Error, Hashable {
    case absent, folder, unreadable, endless

    /// As the end of a sentence.
    var why: String {
      switch self {
      case .absent: "there is no such file"
      case .folder: "it is a folder"
      case .unreadable: "see who may read it, with ls -l"
      case .endless: "it is no file, and has no end within \(ReadableFile.limit >> 20) MiB"
      }
    }
  }

  /// Of what is no file of the disk so many bytes are read, and no more: some of it never ends.
  private static let limit = 64 << 20

  /// Whether it is read once: what lies on a disk can be read again and again.
  var isPipe: Bool { FileStatus(path: path)?.kind == .pipe }

  /// All of it.
  func contents() throws(Trouble) -> Data {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .absent : .unreadable }
    return try Self.contents(of: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
  }

  /// All that an open file holds, from where it stands.
  static func contents(of file: FileHandle) throws(Trouble) -> Data {
    guard let kind = FileStatus(descriptor: file.fileDescriptor)?.kind else { throw .unreadable }
    if kind == .folder { throw .folder }
    do {
      if kind == .regular { return try file.readToEnd() ?? Data() }
      var data = Data()
      while let more = try file.read(upToCount: 1 << 16), !more.isEmpty {
        data.append(more)
        if data.count > limit { throw Trouble.endless }
      }
      return data
    } catch {
      throw error as? Trouble ?? .unreadable
    }
  }
}
