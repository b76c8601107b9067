import Foundation

/// A program that is run to its end; nothing waits on a thread for it.
struct ChildProcess {
  let path: String
  let arguments: [String]
  var environment: [String: String]?
  var folder: URL?

  /// Runs it.
  ///
  /// What it writes goes to files, not pipes: a server that it leaves behind would hold a
  /// pipe open for ever, and `waitUntilExit` needs a run loop that no task has.
  func run() async throws -> BuiltProgram.Result {
    let scratch = FileManager.default.temporaryDirectory
    let (output, errors) = (
      scratch.appending(path: "output-\(UUID().uuidString)"),
      scratch.appending(path: "errors-\(UUID().uuidString)")
    )
    for file in [output, errors] { try Data().write(to: file) }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", Self.closingOthers, path, path] + arguments
    if let environment { process.environment = environment }
    if let folder { process.currentDirectoryURL = folder }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let code = try await Self.exitCode(of: process)
    return BuiltProgram.Result(
      code: code,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// Closes all but the standard streams, then becomes the program.
  ///
  /// Foundation learns of an end by a socket that every descendant inherits; a server that is left
  /// behind, as tmux leaves one, would keep it open.
  private static let closingOthers = """
    for number in $(ls /proc/$$/fd); do
      if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
    done
    exec "$@"
    """

  private static func exitCode(of process: Process) async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }
}
