import Foundation

@testable import jobtop

/// A home folder of a test, with what lies in it.
struct Home {
  let path: String

  /// The environment of a process that lives there.
  var environment: [String: String] { ["HOME": path] }

  var configurationFile: String { path + "/.config/jobtop/config.yaml" }

  /// Writes a file, relative to the home folder.
  func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    let file = URL(fileURLWithPath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  /// Reads the configuration as a process in that home folder does.
  func settings(
    options: [Setting: String] = [:],
    headers: [String] = [],
    environment more: [String: String] = [:]
  ) throws(ConfigurationFailure) -> Settings {
    try Settings.load(
      options: options,
      headers: headers,
      environment: environment.merging(more) { $1 },
      folder: path
    )
  }

  /// The lines of the failure that reading the configuration ends with.
  func mistakes(
    options: [Setting: String] = [:],
    headers: [String] = [],
    environment: [String: String] = [:]
  ) -> [String] {
    do {
      _ = try settings(options: options, headers: headers, environment: environment)
      return []
    } catch {
      return error.mistakes.map {
        $0.description.replacing(configurationFile, with: "config.yaml").replacing(path, with: "~")
      }
    }
  }
}

/// Gives a test a home folder of its own, and takes it away again.
func withHome<Value>(
  configuration: String? = nil,
  dotEnv: String? = nil,
  _ body: (Home) async throws -> Value
) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let home = Home(path: folder.path)
  if let configuration { try home.write(configuration, to: ".config/jobtop/config.yaml") }
  if let dotEnv { try home.write(dotEnv, to: ".env") }
  return try await body(home)
}
