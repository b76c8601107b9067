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

/// What a terminal answers when it is asked what it is.
package enum TerminalAnswer: Hashable, Sendable {
  /// The colour behind its letters (OSC 11).
  case background(RGB)
  /// A private mode by its number, and whether the terminal can set and reset it (DECRPM).
  case mode(Int, isKnown: Bool)
  /// Its primary device attributes (DA1). Every terminal gives these, and in the order of the
  /// questions: what was asked before and is not answered by then never will be.
  case attributes
}
