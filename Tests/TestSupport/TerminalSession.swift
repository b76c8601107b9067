import Foundation
import Testing

/// A real terminal (tmux, on a socket of its own) with the real program in it.
package struct TerminalSession: Sendable {
  private let socket: String

  /// Opens a terminal of that size and runs a line of the shell in it.
  ///
  /// `jobtop` in the line is the program that was built, in the home of `program`; `options` are
  /// lines of a tmux configuration.
  package init(
    _ command: String,
    in program: BuiltProgram,
    columns: Int = 140,
    rows: Int = 40,
    environment more: [String: String] = [:],
    options: [String] = []
  ) async throws {
    socket = "jobtop-\(UUID().uuidString)"
    let environment = program.environment.merging(more) { _, new in new }
    // The runner of the tests may have switched colours off for itself.
    let variables = environment.map { "\($0.key)=\(Self.quoted($0.value))" }.sorted()
    let folder = URL(filePath: BuiltProgram.path).deletingLastPathComponent().path
    // A shell of the test's own: whatever the machine's login shell prints is not in the picture.
    let script = """
      unset NO_COLOR COLORFGBG
      export \(variables.joined(separator: " "))
      export PATH=\(Self.quoted(folder)):$PATH PS1='shell> '
      cd \(Self.quoted(program.home.path))
      \(command)
      echo "exit code $?"
      exec sh -i
      """
    let file = program.home.appending(path: "start-\(UUID().uuidString).sh")
    try script.write(to: file, atomically: true, encoding: .utf8)
    let configuration = program.home.appending(path: "tmux-\(UUID().uuidString).conf")
    try options.joined(separator: "\n").write(to: configuration, atomically: true, encoding: .utf8)
    try await Self.tmux(
      socket,
      [
        "-f", configuration.path, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh",
        file.path,
      ]
    )
    try await Self.tmux(socket, ["set-option", "-g", "status", "off"])
    try await Self.tmux(socket, ["set-option", "-g", "remain-on-exit", "on"])
    try await Self.tmux(socket, ["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Types keys by their tmux names, as in `Enter`, `C-c`, `n`.
  package func press(_ keys: String...) async throws {
    try await Self.tmux(socket, ["send-keys"] + keys)
  }

  /// Types text as it stands.
  package func type(_ text: String) async throws {
    try await Self.tmux(socket, ["send-keys", "-l", text])
  }

  /// Pastes the content of a file: as a terminal does it for a program that can tell a paste, or as
  /// keys.
  package func paste(_ file: URL, isBracketed: Bool = true) async throws {
    try await Self.tmux(socket, ["load-buffer", file.path])
    try await Self.tmux(socket, ["paste-buffer"] + (isBracketed ? ["-p"] : []))
  }

  /// Sends bytes as a terminal does that answers, or has a mouse.
  package func send(_ sequence: String) async throws {
    let bytes = sequence.utf8.map { String($0, radix: 16) }
    try await Self.tmux(socket, ["send-keys", "-H"] + bytes)
  }

  /// Keeps from now on what programs send to the terminal, in a file.
  package func record(in file: URL) async throws {
    try await Self.tmux(socket, ["pipe-pane", "-O", "cat >> \(Self.quoted(file.path))"])
  }

  /// What programs have put into the terminal's clipboard last.
  package func clipboard() async throws -> String {
    try await Self.tmux(socket, ["show-buffer"])
  }

  /// Makes the terminal larger or smaller.
  package func resize(columns: Int, rows: Int) async throws {
    try await Self.tmux(socket, ["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What the terminal shows, without colours.
  package func screen() async throws -> String {
    try await Self.tmux(socket, ["capture-pane", "-p"])
  }

  /// What the terminal shows, with escape sequences for colours.
  package func colouredScreen() async throws -> String {
    try await Self.tmux(socket, ["capture-pane", "-e", "-p"])
  }

  /// The process that the terminal was opened for.
  package func processID() async throws -> Int32 {
    let text = try await Self.tmux(socket, ["display-message", "-p", "#{pane_pid}"])
    return Int32(text.filter(\.isNumber)) ?? 0
  }

  /// The device of the terminal.
  package func device() async throws -> String {
    try await Self.tmux(socket, ["display-message", "-p", "#{pane_tty}"]).filter { !$0.isNewline }
  }

  /// Whether the program is in the alternate screen.
  package func isInAlternateScreen() async throws -> Bool {
    try await Self.tmux(socket, ["display-message", "-p", "#{alternate_on}"]).hasPrefix("1")
  }

  /// Whether the program has the mouse.
  package func hasMouse() async throws -> Bool {
    try await Self.tmux(socket, ["display-message", "-p", "#{mouse_any_flag}"]).hasPrefix("1")
  }

  /// Waits until the window's title is as wanted.
  package func waitForTitle(_ isSo: (String) -> Bool) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(30))
    while true {
      let shown = try await Self.tmux(socket, ["display-message", "-p", "#{pane_title}"])
      let title = String(shown.prefix { $0 != "\n" })
      if isSo(title) { return }
      guard clock.now < deadline else {
        Issue.record("the title stayed “\(title)”")
        throw NotSeen()
      }
      try await clock.sleep(for: .milliseconds(40))
    }
  }

  /// Waits until the screen shows what is wanted, twice in a row; thirty seconds at most.
  ///
  /// Twice, for a look may fall into the middle of a frame, where nothing is yet what it will be.
  /// - Returns: The screen that did.
  @discardableResult
  package func wait(
    for what: Comment,
    sourceLocation: SourceLocation = #_sourceLocation,
    until isThere: (String) throws -> Bool
  ) async throws -> String {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(30))
    var sightings = 0
    while true {
      let shown = try await screen()
      sightings = try isThere(shown) ? sightings + 1 : 0
      if sightings == 2 { return shown }
      guard clock.now < deadline else {
        Issue.record("not seen: \(what)\n\(shown)", sourceLocation: sourceLocation)
        throw NotSeen()
      }
      if sightings == 0 { try await clock.sleep(for: .milliseconds(40)) }
    }
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
  package func close() async {
    _ = try? await Self.tmux(socket, ["kill-server"])
  }

  @discardableResult
  private static func tmux(_ socket: String, _ arguments: [String]) async throws -> String {
    let tmux = ChildProcess(
      path: "/usr/bin/env",
      arguments: ["tmux", "-u", "-L", socket] + arguments
    )
    return try await tmux.run().output
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}
