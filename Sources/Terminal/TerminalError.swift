/// Why there can be no screen here.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Output goes to a file or a pipe, or there is no keyboard.
  case noTerminal
  /// No description of this kind of terminal is installed, nor of xterm-256color.
  case unknownKind(String)
  /// The kind of terminal cannot place its cursor.
  case cannotPlaceCursor(String)
  /// The log for standard error cannot be written.
  case log(path: String, reason: String)

  /// One sentence: what is wrong, and what can be done.
  package var description: String {
    switch self {
    case .noTerminal:
      "There is no terminal to show a screen on. The commands list, watch and wait need none, nor "
        + "does --plain."
    case .unknownKind(let kind):
      "TERM=\(kind) is not known here, nor is xterm-256color. Install ncurses-base, or "
        + "ncurses-term for rarer terminals."
    case .cannotPlaceCursor(let kind):
      "TERM=\(kind) is a terminal that cannot place its cursor. Set TERM to what it really is "
        + "(xterm-256color fits most); the commands list, watch and wait need no screen."
    case .log(let path, let reason):
      "The log \(path) cannot be written: \(reason)."
    }
  }
}
