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
