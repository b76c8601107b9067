import Foundation

/// A program that is run to its end.
package struct ChildProcess {
  private let path: String
  private let arguments: [String]
  private let environment: [String: String]
  private let folder: URL

  /// Describes a run of a program; by default in the environment of the tests.
  package init(
    path: String,
    arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment,
    folder: URL = FileManager.default.temporaryDirectory
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }

  /// Runs it.
  package func run() async throws -> BuiltProgram.Result {
    let scratch = FileManager.default.temporaryDirectory
    let output = scratch.appending(path: "output-\(UUID().uuidString)")
    let errors = scratch.appending(path: "errors-\(UUID().uuidString)")
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = try SpawnedProcess(
      path: path,
      arguments: arguments,
      environment: environment,
      folder: folder.path,
      output: output.path,
      errors: errors.path
    )
    let code = try await process.wait()
    return BuiltProgram.Result(
      code: code,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }
}
