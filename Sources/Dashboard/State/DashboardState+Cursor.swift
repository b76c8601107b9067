import JobModel
import Screen

extension DashboardState {
  /// Lines of the table that are on the screen.
  var visibleLines: Range<Int> {
    let count = table.shown.count
    let first = min(firstVisible, count)
    return first..<min(count, first + layout.visibleRows)
  }

  var visibleRuns: [RunID] { visibleLines.map { table.run(at: $0) } }

  mutating func bindCursor(for key: Key) {
    if let action = keys.action(for: key, in: mode) {
      bindCursor(for: action)
    } else if ownCommand(for: key) != nil {
      bindCursor()
    }
  }

  mutating func bindCursor(for action: Action) {
    if action.subject == .row { bindCursor() }
  }

  /// Whoever does something with this row has come to stay.
  private mutating func bindCursor() {
    cursor.isBound = cursor.run != nil
    if cursor.isBound { cursor.home = nil }
  }

  /// Brings the cursor back to its job, and the job back on the screen.
  ///
  /// It is someone's own doing where a key was pressed that may have moved everything.
  mutating func followTable(at now: Timestamp, isOwn: Bool) {
    let count = table.shown.count
    let before = cursor.position
    if let home = cursor.home, table.position(of: home) != nil {
      (cursor.run, cursor.group, cursor.home, cursor.isBound) = (home, nil, nil, true)
    }
    let run = cursor.run
    if cursor.isBound, let position = boundPosition {
      cursor.position = position
      takeLine(at: position)
      // Where the top is out of sight anyway, the job stays on its line of the screen.
      if firstVisible > 0 { firstVisible += position - before }
    } else {
      // Its row is gone or filtered away: the one that took its line is next to it.
      if cursor.isBound, isOwn || table.searched != nil { cursor.home = cursor.home ?? run }
      cursor.position = cursor.isBound ? max(0, min(before, count - 1)) : 0
      if count > 0 {
        takeLine(at: cursor.position)
        if !isOwn, let run, run != cursor.run {
          cursor.jumped = now
          cursor.isElsewhere = table.row(of: run)?.job.server != selected?.job.server
        }
      } else {
        (cursor.run, cursor.group) = (nil, nil)
      }
    }
    scrollToCursor()
  }

  mutating func moveCursor(_ movement: Movement) {
    let count = table.shown.count
    guard count > 0 else { return }
    let page = layout.visibleRows
    cursor.position = movement.moved(from: cursor.position, count: count, page: page)
    takeLine(at: cursor.position)
    cursor.isBound = true
    cursor.home = nil
    cursor.jumped = nil
    detail?.rewind()
    followRange()
    scrollToCursor()
  }

  /// The line of what the cursor is on: a group's, or a job's.
  private var boundPosition: Int? {
    if let group = cursor.group, let position = table.position(ofGroup: group) { return position }
    return cursor.run.flatMap { table.position(of: $0) }
  }

  private mutating func takeLine(at position: Int) {
    cursor.run = table.run(at: position)
    cursor.group = table.group(at: position)
  }

  private mutating func scrollToCursor() {
    firstVisible = Viewport.firstLine(
      keeping: cursor.position,
      visibleFrom: firstVisible,
      height: layout.visibleRows,
      count: table.shown.count
    )
  }
}
