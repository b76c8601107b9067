import Foundation
import Glibc
import JobStore

/// What can be read to its end: a file, or a pipe such as `<(…)` and `/dev/stdin`.
struct ReadableFile {
  let path: String

  /// Why nothing could be read.
  enum Trouble: Error, Hashable {
    case absent, folder, unreadable, endless
    /// Standard input is nothing that can be read.
    case noInput

    /// As the end of a sentence.
    var why: String {
      switch self {
      case .absent: "there is no such file"
      case .folder: "it is a folder"
      case .unreadable: "see who may read it, with ls -l"
      case .endless:
        "it is a device that has not ended within \(ReadableFile.limit >> 20) MiB; name a file or a pipe"
      case .noInput: "it is no file or pipe"
      }
    }
  }

  /// Of a device so many bytes are read, and no more: some never end.
  ///
  /// What a pipe holds is its owner's affair: a recording may be long.
  private static let limit = 64 << 20

  /// Whether it is read once: what lies on a disk can be read again and again.
  var isPipe: Bool { FileStatus(path: path)?.kind == .pipe }

  /// All of what an argument names: a file, or `-` for standard input.
  static func contents(ofArgument argument: String) throws(Trouble) -> Data {
    guard argument == "-" else { return try ReadableFile(path: argument).contents() }
    do throws(Trouble) {
      return try contents(of: .standardInput)
    } catch {
      throw error == .endless ? error : .noInput
    }
  }

  /// All of it.
  func contents() throws(Trouble) -> Data {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .absent : .unreadable }
    return try Self.contents(of: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
  }

  /// All that an open file holds, from where it stands.
  private static func contents(of file: FileHandle) throws(Trouble) -> Data {
    guard let kind = FileStatus(descriptor: file.fileDescriptor)?.kind else { throw .unreadable }
    if kind == .folder { throw .folder }
    do {
      guard kind == .other else { return try file.readToEnd() ?? Data() }
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
