import Foundation

extension ConfigurationFile {
  /// Puts another text in the place of a file: all of it or nothing, and nobody else reads it meanwhile.
  ///
  /// The file keeps its mode, a new one is 0600. A link stays one: what it leads to is written.
  /// - Throws: `CommandFailure` that names the file and the reason.
  static func replace(_ path: String, with text: String) throws {
    let files = FileManager.default
    do {
      try files.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      let target = destination(of: path)
      let mode = try? files.attributesOfItem(atPath: target)[.posixPermissions] as? NSNumber
      try write(Data(text.utf8), to: target, mode: mode?.uint32Value ?? 0o600)
    } catch let reason as Reason {
      throw CommandFailure(.configuration, "\(path) cannot be written: \(reason.words)")
    } catch {
      throw CommandFailure(
        .configuration,
        "\(path) cannot be written: \(error.localizedDescription)"
      )
    }
  }

  /// Where a path leads in the end.
  private static func destination(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func write(_ data: Data, to path: String, mode: mode_t) throws {
    // The system puts other letters there, and the file is for nobody else until it is whole.
    var draft = Array("\(path).\(String(repeating: "X", count: 6))".utf8CString)
    let descriptor = mkstemp(&draft)
    guard descriptor >= 0 else { throw Reason.ofSystem }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: data)
      try handle.synchronize()
      guard fchmod(descriptor, mode) == 0, rename(draft, path) == 0 else { throw Reason.ofSystem }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private struct Reason: Error {
    var words: String

    static var ofSystem: Reason { Reason(words: String(cString: strerror(errno)).lowercased()) }
  }
}
