/// What reaches us from a terminal: what is typed, and what the terminal says of itself.
package enum TerminalInput: Hashable, Sendable {
  /// A key went down, or text was pasted.
  case key(Key)
  /// The mouse did something.
  case mouse(Mouse)
  /// The terminal's window got the keyboard, or lost it.
  case focused(Bool)
  /// An answer to a question of ours.
  case answer(TerminalAnswer)
}
