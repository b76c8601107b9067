import Foundation
import Testing

/// A real terminal (tmux, on a socket of its own) with the real program in it.
package struct TerminalSession: Sendable {
  private let socket: String

  /// Opens a terminal of that size and starts a command line in it.
  /// - Parameters:
  ///   - command: A line for the shell; `jobtop` in it is the program that was built.
  ///   - program: Whose home and environment it gets.
  package init(
    _ command: String,
    in program: BuiltProgram,
    columns: Int = 140,
    rows: Int = 40,
    environment more: [String: String] = [:]
  ) throws {
    socket = "jobtop-\(UUID().uuidString)"
    let environment = program.environment.merging(more) { _, new in new }
    let variables = environment.map { "\($0.key)=\(Self.quoted($0.value))" }.sorted()
    let folder = URL(filePath: BuiltProgram.path).deletingLastPathComponent().path
    // A shell of the test's own: whatever the machine's login shell prints is not in the picture.
    let script = """
      export \(variables.joined(separator: " "))
      export PATH=\(Self.quoted(folder)):$PATH PS1='shell> '
      cd \(Self.quoted(program.home.path))
      \(command)
      echo "exit code $?"
      exec sh -i
      """
    let file = program.home.appending(path: "start-\(UUID().uuidString).sh")
    try script.write(to: file, atomically: true, encoding: .utf8)
    try Self.start(
      socket,
      ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", file.path]
    )
    try Self.tmux(socket, ["set-option", "-g", "status", "off"])
    try Self.tmux(socket, ["set-option", "-g", "remain-on-exit", "on"])
    try Self.tmux(socket, ["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Types keys by their tmux names, as in `Enter`, `C-c`, `n`.
  package func press(_ keys: String...) throws {
    try Self.tmux(socket, ["send-keys"] + keys)
  }

  /// Types text as it stands.
  package func type(_ text: String) throws {
    try Self.tmux(socket, ["send-keys", "-l", text])
  }

  /// Makes the terminal larger or smaller.
  package func resize(columns: Int, rows: Int) throws {
    try Self.tmux(socket, ["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What the terminal shows, without colours.
  package func screen() throws -> String {
    try Self.tmux(socket, ["capture-pane", "-p"])
  }

  /// What the terminal shows, with escape sequences for colours.
  package func colouredScreen() throws -> String {
    try Self.tmux(socket, ["capture-pane", "-e", "-p"])
  }

  /// The process that the terminal was opened for.
  package func processID() throws -> Int32 {
    let text = try Self.tmux(socket, ["display-message", "-p", "#{pane_pid}"])
    return Int32(text.filter(\.isNumber)) ?? 0
  }

  /// Whether the program is in the alternate screen.
  package func isInAlternateScreen() throws -> Bool {
    try Self.tmux(socket, ["display-message", "-p", "#{alternate_on}"]).hasPrefix("1")
  }

  /// Waits until the screen shows what is wanted; ten seconds at most.
  /// - Returns: The screen that did.
  @discardableResult
  package func wait(
    for what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation,
    until isThere: (String) throws -> Bool
  ) async throws -> String {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(10))
    var shown = try screen()
    while try !isThere(shown) {
      guard clock.now < deadline else {
        Issue.record("not seen: \(what)\n\(shown)", sourceLocation: sourceLocation)
        throw NotSeen()
      }
      try await clock.sleep(for: .milliseconds(20))
      shown = try screen()
    }
    return shown
  }

  /// Waits until the screen holds a text.
  @discardableResult
  package func wait(
    for text: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    try await wait(for: "\(text)", sourceLocation: sourceLocation) { $0.contains(text) }
  }

  /// The screen never showed what was waited for.
  package struct NotSeen: Error {}

  /// Closes the terminal with everything in it.
  package func close() {
    _ = try? Self.tmux(socket, ["kill-server"])
  }

  /// The server that the first command leaves behind would hold a pipe open for ever.
  private static func start(_ socket: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "-u", "-L", socket] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  @discardableResult
  private static func tmux(_ socket: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "-u", "-L", socket] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}
