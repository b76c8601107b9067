import Foundation
import Glibc

/// A file that somebody has written by hand, in UTF-8.
struct TextFile {
  let path: String

  /// Why there is no text in it.
  enum Trouble: Error, Hashable {
    case unreadable(ReadableFile.Trouble)
    /// A line, from 1, has bytes that belong to no character.
    case encoding(line: Int)
  }

  /// Whether nothing is there by that name: what lies behind a folder or a link that cannot be followed is
  /// not gone.
  static func isAbsent(_ path: String) -> Bool {
    guard access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR else { return false }
    return (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil
  }

  /// Whether something is there by that name.
  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// What it is called without its folder.
  var name: String { URL(filePath: path).lastPathComponent }

  /// All of it.
  func text() throws(Trouble) -> String {
    let data: Data
    do throws(ReadableFile.Trouble) {
      data = try ReadableFile(path: path).contents()
    } catch {
      throw .unreadable(error)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .encoding(line: Self.firstLineThatIsNoUTF8(in: data))
    }
    return text
  }

  /// What a failure to read it says, of a file that should be of that kind, as in “a profile”.
  func failure(_ trouble: Trouble, _ kind: String) -> CommandFailure {
    let sentence =
      switch trouble {
      case .unreadable(.folder): "\(path) cannot be read: it is a folder; \(kind) is a file."
      case .unreadable(let trouble): "\(path) cannot be read: \(trouble.why)."
      case .encoding(let line): "\(name):\(line): \(Self.encoding)"
      }
    return CommandFailure(.configuration, sentence)
  }

  /// What is wrong with a line that is no text.
  static let encoding = "this is not text in UTF-8; save the file in that encoding."

  private static func firstLineThatIsNoUTF8(in data: Data) -> Int {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(data: $0, encoding: .utf8) == nil }
    return (index ?? 0) + 1
  }
}
