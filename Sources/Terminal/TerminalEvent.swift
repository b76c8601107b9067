import Screen

/// What happens at a terminal.
package enum TerminalEvent: Hashable, Sendable {
  /// A key went down, or text was pasted.
  case key(Key)
  /// The mouse did something.
  case mouse(Mouse)
  /// The window got the keyboard, or lost it.
  case focused(Bool)
  /// The terminal has told the colour behind its letters.
  case background(RGB)
  /// The window has another size, or its content was lost: it wants to be shown again.
  case resized(Size)
  /// The program is to end; its terminal is as it was until it calls `close()`.
  case ended(Ending)

  /// Why a program is to end.
  package enum Ending: Hashable, Sendable {
    /// SIGINT from another process (ctrl-c is a key).
    case interrupted
    /// SIGTERM.
    case terminated
    /// SIGHUP, or a terminal that went away without it.
    case hungUp
  }
}
