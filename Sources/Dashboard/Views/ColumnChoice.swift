/// Which columns the user wants to see, of those that there are.
struct ColumnChoice: Hashable, Sendable {
  /// Those that are not to be seen.
  var hidden = ColumnSet(rawValue: 0)
  /// How often the columns were moved to the left; at first the most important are in sight.
  var scrolled = 0

  /// Whether a column may be shown; the state always is, for a row without it says nothing.
  func admits(_ index: Int) -> Bool {
    index == ColumnChoice.state || !hidden.contains(column: index)
  }

  /// Hides a column, or shows it again.
  mutating func toggle(_ index: Int) {
    guard index != ColumnChoice.state else { return }
    hidden = ColumnSet(rawValue: hidden.rawValue ^ (1 << UInt32(index)))
  }

  private static let state = JobColumn.index(ofTitle: "STATE")
}
