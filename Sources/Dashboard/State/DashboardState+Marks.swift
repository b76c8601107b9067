import JobModel

extension DashboardState {
  /// How many marked rows the filter hides; of very many it is not counted with every frame.
  var hiddenMarkCount: Int {
    guard !table.filter.isEmpty, marks.count <= 5000 else { return 0 }
    return marks.runs.count { !table.shows($0) }
  }

  /// Marks the row under the cursor, or no longer, and goes on to the next.
  mutating func mark() {
    guard let run = cursor.run else { return }
    marks.endRange(keeping: true)
    if let group = cursor.group {
      marks.toggleAll(table.members(of: group))
    } else {
      marks.toggle(run)
    }
    moveCursor(.down)
  }

  /// Begins a range at the cursor, or ends it.
  mutating func markRange() {
    guard let run = cursor.run else { return }
    if marks.isRange { marks.endRange(keeping: true) } else { marks.beginRange(at: run) }
  }

  /// Marks every row that passes the filter, or none of them.
  mutating func markAll() {
    marks.toggleAll(table.shown.indices.flatMap { table.runs(at: $0) })
  }

  /// Lets a range reach from where it began to the cursor, which was moved.
  ///
  /// Rows that come between later by themselves are not in it.
  mutating func followRange() {
    guard let anchor = marks.anchor, let start = table.position(of: anchor) else { return }
    let lines = min(start, cursor.position)...max(start, cursor.position)
    marks.extendRange(over: lines.flatMap { table.runs(at: $0) })
  }

  /// What an action is about: the marked jobs in the order of the table, else the one under the
  /// cursor, or all of the group under it.
  var targets: [Job] {
    if marks.isEmpty, let group = cursor.group {
      return table.members(of: group).compactMap { table.row(of: $0)?.job }
    }
    guard !marks.isEmpty else { return selected.map { [$0.job] } ?? [] }
    let lines = table.shown.indices.filter { line in
      table.group(at: line) == nil && marks.contains(table.run(at: line))
    }
    let shown = lines.map { table.job(at: $0) }
    guard shown.count < marks.count else { return shown }
    let hidden = marks.runs.subtracting(shown.map(\.run)).sorted()
    return shown + hidden.compactMap { table.row(of: $0)?.job }
  }
}
