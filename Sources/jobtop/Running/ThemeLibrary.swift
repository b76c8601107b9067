import Assets
import Foundation
import Screen

/// Finds themes: a file by its path, the user's own by name, then the built-in ones.
struct ThemeLibrary: Hashable, Sendable {
  private static let suffix = ".theme.yaml"
  /// What the name of a theme ends in that is for light backgrounds.
  private static let lightSuffix = "-light"

  /// The folder of the user's own themes.
  let folder: String

  /// The theme for a background: of two that differ in `-light` the one that suits it, and where
  /// none is named `dark` or `light`.
  /// - Throws: `ThemeFileError` for a file with mistakes, `CommandFailure` where there is none.
  func theme(named name: String?, onLight isLight: Bool) throws -> Theme {
    guard let name else { return try theme(named: isLight ? "light" : "dark") }
    let light = name + Self.lightSuffix
    return try theme(named: isLight && names.contains(light) ? light : name)
  }

  private func theme(named name: String) throws -> Theme {
    for file in [Self.isPath(name) ? name : nil, "\(folder)/\(name)\(Self.suffix)"] {
      guard let file, let data = FileManager.default.contents(atPath: file) else { continue }
      return try Theme(yaml: String(decoding: data, as: UTF8.self), file: file)
    }
    guard let asset = Asset.themes.first(where: { $0.name == name }) else {
      throw CommandFailure(.configuration, "There is no theme “\(name)”: \(allowed(for: name)).")
    }
    return try Theme(yaml: asset.text, file: name + Self.suffix)
  }

  /// Whether a theme could be found under that name; a path is as good as the file there.
  func knows(_ name: String) -> Bool {
    Self.isPath(name) ? FileManager.default.fileExists(atPath: name) : names.contains(name)
  }

  /// What would be right instead of a name that is not known.
  func allowed(for name: String) -> String {
    "known are \(names.joined(separator: ", ")); your own go into \(folder)/NAME\(Self.suffix)"
  }

  /// The names of all themes, the user's own included, sorted.
  var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let own = files.filter { $0.hasSuffix(Self.suffix) }.map {
      String($0.dropLast(Self.suffix.count))
    }
    return Set(own + Asset.themes.map(\.name)).sorted()
  }

  private static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml")
  }
}
