import Foundation
import JobModel
import JobProfile

/// Finds profiles: a file by its path, the user's own by name, then the built-in ones.
struct ProfileLibrary: Sendable {
  /// The profile of a server of which nothing else is said.
  static let defaultName = "jobtop"

  /// With the user's own folder.
  static var standard: ProfileLibrary {
    ProfileLibrary(folder: URL(filePath: StandardPaths.current.profilesFolder))
  }

  private static let suffix = ".profile.yaml"
  /// The folder of the user's own profiles.
  let folder: URL

  /// The profile of that name, or in that file; a failure tells which server wants it.
  /// - Throws: `ProfileMistakes` for a file with mistakes, `CommandFailure` where there is none.
  func profile(_ name: String, for server: String? = nil) throws -> Profile {
    let (source, file) = try source(name, for: server)
    return try Profile(yaml: source, file: file)
  }

  /// The text of the profile of that name, and the file it stands in.
  func source(_ name: String, for server: String? = nil) throws -> (text: String, file: String) {
    let own = folder.appending(path: name + Self.suffix)
    for file in [name.contains("/") || name.hasSuffix(".yaml") ? URL(filePath: name) : nil, own] {
      guard let file, FileManager.default.fileExists(atPath: file.path) else { continue }
      return (try read(file), file.lastPathComponent)
    }
    if let text = Profile.builtInSource(name) { return (text, name + Self.suffix) }
    let place = server.map { ", which the server \($0) should have" } ?? ""
    throw CommandFailure(
      .configuration,
      "There is no profile “\(name)”\(place). Known are \(names.joined(separator: ", ")); your own "
        + "go into \(folder.path)/NAME\(Self.suffix)."
    )
  }

  /// The names of all profiles, the user's own included, sorted.
  var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let own = files.filter { $0.hasSuffix(Self.suffix) }.map {
      String($0.dropLast(Self.suffix.count))
    }
    return Set(own + Profile.builtInNames).sorted()
  }

  private func read(_ file: URL) throws -> String {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
    if isFolder.boolValue { throw unreadable(file, "it is a folder; a profile is a file.") }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw unreadable(file, "see who may read it, with ls -l.")
    }
    if let text = String(data: data, encoding: .utf8) { return text }
    throw ProfileMistakes(mistakes: [
      ProfileMistakes.Mistake(
        file: file.lastPathComponent,
        line: data.firstLineThatIsNoUTF8,
        sentence: "this is not text in UTF-8; save the file in that encoding."
      )
    ])
  }

  private func unreadable(_ file: URL, _ cure: String) -> CommandFailure {
    CommandFailure(.configuration, "\(file.path) cannot be read: \(cure)")
  }
}

extension Data {
  /// The line, from 1, of the first byte that belongs to no character.
  fileprivate var firstLineThatIsNoUTF8: Int {
    let lines = split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(data: $0, encoding: .utf8) == nil }
    return (index ?? 0) + 1
  }
}
