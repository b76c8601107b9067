/// Which columns the user wants to see, of those that there are.
struct ColumnChoice: Hashable, Sendable {
  /// Those that are not to be seen.
  var hidden = ColumnSet(rawValue: 0)
  /// How often the columns were moved to the left; at first the most important are in sight.
  var scrolled = 0

  /// Whether a column may be shown; the state always is, for a row without it says nothing.
  func admits(_ index: Int) -> Bool {
    isFixed(index) || !hidden.contains(column: index)
  }

  /// Whether a column cannot be hidden.
  func isFixed(_ index: Int) -> Bool { index == ColumnChoice.state }

  /// Hides a column, or shows it again.
  mutating func toggle(_ index: Int) {
    guard !isFixed(index) else { return }
    hidden = ColumnSet(rawValue: hidden.rawValue ^ (1 << UInt32(index)))
  }

  private static let state = JobColumn.index(ofTitle: "STATE")
}
