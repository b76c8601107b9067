import Assets
import Foundation
import JobModel
import Testing

@testable import JobProfile

/// What is compiled in.
struct BuiltInTests {
  /// The top-level folder of what is compiled in.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Assets")

  private func files(_ folder: String, _ ending: String) throws -> [String: String] {
    let place = Self.folder.appending(path: folder)
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: place.path)
    where file.hasSuffix(ending) {
      let text = try String(contentsOf: place.appending(path: file), encoding: .utf8)
      files[String(file.dropLast(ending.count))] = text
    }
    return files
  }

  private func texts(_ assets: [Asset]) -> [String: String] {
    Dictionary(assets.map { ($0.name, $0.text) }) { first, _ in first }
  }

  @Test func `the index names every file of the folders`() throws {
    #expect(texts(Asset.profiles) == (try files("Profiles", ".profile.yaml")))
    #expect(texts(Asset.scenarios) == (try files("Scenarios", ".scenario.yaml")))
    #expect(texts(Asset.themes) == (try files("Themes", ".theme.yaml")))
  }

  @Test(arguments: Profile.builtInNames)
  func `every profile loads and is named like its file`(name: String) throws {
    let source = try #require(Profile.builtInSource(name))
    let profile = try Profile(yaml: source, file: "\(name).profile.yaml")
    #expect(profile == Profile.builtIn(name) && profile.name == name && !profile.about.isEmpty)
  }

  @Test func `a name that is not built in gives nothing`() {
    #expect(Profile.builtIn("nothing") == nil && Profile.builtInSource("nothing") == nil)
    #expect(Profile.builtInNames == Profile.builtInNames.sorted())
  }
}
