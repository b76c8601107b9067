/// What a piece of text is for; a theme gives each role its colours and attributes.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
  /// Text like most, weaker than most, stronger than most, and the name of a thing.
  case plain, faint, strong, title
  /// The line of column titles, and the sorted column's in it.
  case columns, sortedColumn
  /// The line of key hints: the key, and what it does.
  case hintKey, hintText
  /// States of work.
  case waiting, active, success, failure, stopped, missing, attention
  /// Full and empty part of a progress bar.
  case barFull, barEmpty
  /// A chip in the header: all well, degraded, broken.
  case chipGood, chipWarning, chipBad
  /// Frames of panes and dialogs, their titles, an input line, text that matched.
  case frame, frameTitle, input, match
  /// A message at the foot: news, and trouble.
  case notice, error
  /// Names of servers, so that they are told apart: none of these means a state.
  case serverCyan, serverMagenta, serverYellow, serverGreen, serverBlue, serverRed
}
