import JobModel

/// Which rows pass the filter; a huge table is judged in slices, between keys.
struct RowMatches: Sendable {
  private(set) var filter = Filter.none
  private var isMatch: [Bool] = []
  /// How many rows, from the first on, have been judged by this filter at this second.
  private var judged = 0
  /// Only rows that passed the filter before can pass this one.
  private var isNarrowing = false
  /// The second for which the filter was judged last, where its answer depends on that.
  private var second: Int64 = 0

  /// How many rows are judged at once: a few milliseconds' work.
  private static let slice = 20_000
  private static let sliceOfExpressions = 1_000

  subscript(row: Int) -> Bool { isMatch[row] }

  /// Whether rows remain to be judged.
  var isSearching: Bool { judged < isMatch.count }

  /// How far the search is, from 0 to 1.
  var progress: Double { isMatch.isEmpty ? 1 : Double(judged) / Double(isMatch.count) }

  /// Takes a new filter and judges the first slice.
  mutating func use(_ filter: Filter, on rows: [JobRow], narrowing: Bool, at now: Timestamp) {
    isNarrowing = narrowing && !isSearching && filter.narrows(self.filter)
    self.filter = filter
    second = now.wholeSecond
    if !isNarrowing { isMatch = [Bool](repeating: filter.isEmpty, count: rows.count) }
    judged = filter.isEmpty ? rows.count : 0
    judge(rows, at: now)
  }

  /// Begins anew where the passing of time changes what matches; until a row's turn comes, it
  /// stays as it was.
  mutating func follow(_ now: Timestamp) {
    guard filter.changesWithTime, !isSearching, now.wholeSecond != second else { return }
    second = now.wholeSecond
    isNarrowing = false
    judged = 0
  }

  /// Judges the next rows.
  /// - Returns: Whether there were any.
  @discardableResult
  mutating func judge(_ rows: [JobRow], at now: Timestamp) -> Bool {
    guard isSearching else { return false }
    var left = filter.hasExpression ? RowMatches.sliceOfExpressions : RowMatches.slice
    while isSearching, left > 0 {
      if !isNarrowing || isMatch[judged] {
        isMatch[judged] = filter.matches(rows[judged].job, at: now)
        left -= 1
      }
      judged += 1
    }
    return true
  }

  /// Whether a row would pass now.
  func matches(_ row: JobRow, at now: Timestamp) -> Bool {
    filter.isEmpty || filter.matches(row.job, at: now)
  }

  /// Hides what was typed as the filter; what it lets through stays.
  mutating func hideText() { filter.hideText() }

  mutating func set(_ match: Bool, of row: Int) { isMatch[row] = match }

  mutating func append(_ row: JobRow, at now: Timestamp) {
    if !isSearching { judged += 1 }
    isMatch.append(matches(row, at: now))
  }

  /// Fills a row's place with the last one, which goes.
  mutating func replaceWithLast(_ row: Int) {
    isMatch.swapAt(row, isMatch.count - 1)
    isMatch.removeLast()
    // The one that was last may not have been judged yet.
    judged = isSearching ? min(judged, row) : min(judged, isMatch.count)
  }
}
