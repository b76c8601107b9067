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
    let isPath = name.contains("/") || name.hasSuffix(".yaml")
    for path in (isPath ? [name] : []) + [own.path] {
      let file = TextFile(path: path)
      if file.isThere { return (try read(file), file.name) }
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

  private func read(_ file: TextFile) throws -> String {
    do throws(TextFile.Trouble) {
      return try file.text()
    } catch {
      guard case .encoding(let line) = error else { throw file.failure(error, "a profile") }
      let mistake = ProfileMistakes.Mistake(
        file: file.name,
        line: line,
        sentence: TextFile.encoding
      )
      throw ProfileMistakes(mistakes: [mistake])
    }
  }
}
