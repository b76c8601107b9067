import Foundation

/// The `jobtop` that was built beside the tests, with a home of its own for each use.
package struct BuiltProgram: Sendable {
  /// A folder that only this use knows; configuration and state lie in it.
  package let home: URL

  /// Makes a fresh home.
  package init() throws {
    home = FileManager.default.temporaryDirectory.appending(path: "jobtop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  /// Where the program lies.
  package static var path: String { path(of: "jobtop") }

  /// Where a program lies that was built with the tests: the folder of the test bundle.
  package static func path(of name: String) -> String {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return (bundle ?? URL(filePath: CommandLine.arguments[0])).deletingLastPathComponent()
      .appending(path: name).path
  }

  /// What the program finds in its environment.
  package var environment: [String: String] {
    [
      "HOME": home.path,
      "XDG_CONFIG_HOME": home.appending(path: "config").path,
      "XDG_STATE_HOME": home.appending(path: "state").path,
      "LANG": "C.UTF-8",
      "TERM": "tmux-256color",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      // Names of functions cost a debug build seconds, which a busy machine has not.
      "SWIFT_BACKTRACE": "interactive=no,symbolicate=off,unwind=fast,images=none",
    ]
  }

  /// Writes the configuration that the program finds.
  package func configure(_ text: String) throws {
    let folder = home.appending(path: "config/jobtop")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "config.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs the program to its end.
  /// - Returns: What it wrote and how it ended.
  package func run(_ arguments: String..., environment more: [String: String] = [:]) async throws
    -> Result
  {
    try await run(arguments, environment: more)
  }

  /// Runs the program to its end.
  package func run(
    _ arguments: [String],
    environment more: [String: String] = [:]
  ) async throws -> Result {
    try await ChildProcess(
      path: Self.path,
      arguments: arguments,
      environment: environment.merging(more) { _, new in new },
      folder: home
    ).run()
  }

  /// What a run of the program left behind.
  package struct Result: Hashable, Sendable {
    package var code: Int32
    package var output: String
    package var errors: String

    /// The lines of standard output.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Takes the home away.
  package func remove() {
    try? FileManager.default.removeItem(at: home)
  }
}
