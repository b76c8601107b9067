import JobModel
import Screen

/// The titles of the columns, and the rows that are on the screen.
struct TableView {
  let state: DashboardState
  let layout: ScreenLayout
  let columns: ColumnLayout
  let now: Timestamp
  private let showsIDs: Bool

  init(state: DashboardState, layout: ScreenLayout, now: Timestamp) {
    self.state = state
    self.layout = layout
    self.now = now
    columns = ColumnLayout(
      width: layout.tableWidth,
      measures: state.table.measures,
      choice: state.columnChoice
    )
    let ids = JobColumn.index(ofTitle: "ID")
    showsIDs = columns.places.contains { $0.index == ids }
  }

  private var region: Region { layout.table }
  private var left: Int { region.column + layout.gutter }

  func draw(on grid: inout Grid) {
    drawTitles(on: &grid)
    let count = state.table.shown.count
    let first = Viewport.firstLine(
      keeping: state.cursor.position,
      visibleFrom: state.firstVisible,
      height: layout.visibleRows,
      count: count
    )
    for (offset, line) in (first..<min(count, first + layout.visibleRows)).enumerated() {
      draw(line, at: region.row + 1 + offset, on: &grid)
    }
  }

  private func drawTitles(on grid: inout Grid) {
    grid.fill(
      rows: region.row..<region.row + 1,
      columns: region.columns,
      style: Style(.columns)
    )
    let sorting = state.table.sorting
    for place in columns.places {
      let style = Style(place.index == sorting.column ? .sortedColumn : .columns)
      // A title stands over its numbers; the mark follows it, for numbers in the gap where that is wide.
      let title = place.column.title
      let indent = place.alignsRight ? place.width - title.count : 0
      let mark = sorting.isDescending ? "▽" : "△"
      let isSorted = place.index == sorting.column
      // Where the gap is one column wide, it would join the title to the next.
      let leads = isSorted && columns.gap == 1 && indent > 0
      let text = (leads ? mark : "") + title + (isSorted && !leads ? mark : "")
      let start = place.start + indent - (leads ? 1 : 0)
      let width = place.start + place.width + columns.gap - start
      grid.put(text, row: region.row, column: left + start, width: width, style: style)
    }
    // Where columns are out of sight, and the arrow key that brings them.
    let style = Style(.columns)
    if columns.scrolled > 0 {
      grid.put("‹", row: region.row, column: region.column, width: 1, style: style)
    }
    if columns.hasMore {
      grid.put("›", row: region.row, column: region.endColumn - 1, width: 1, style: style)
    }
  }

  private func draw(_ line: Int, at row: Int, on grid: inout Grid) {
    let tableRow = state.table.row(at: line)
    let job = tableRow.job
    let context = RowContext(
      job: job,
      link: state.statuses[job.server]?.link,
      unchanged: state.statuses[job.server]?.unchanged,
      now: state.shownInstant(at: now),
      serverRole: state.serverRoles[job.server] ?? .plain,
      showsID: showsIDs,
      wasOverWhenFound: tableRow.wasOverWhenFound,
      outlook: tableRow.outlook(in: state.table.outlooks)
    )
    let isSelected = line == state.cursor.position
    if isSelected {
      let style = Style(.plain, selected: true)
      grid.fill(rows: row..<row + 1, columns: region.columns, style: style)
      let mark = region.column + (layout.gutter > 2 ? 1 : 0)
      grid.put("▌", row: row, column: mark, width: 1, style: Style(.title, selected: true))
    }
    if let group = state.table.group(at: line) {
      return draw(group, at: row, isSelected: isSelected, on: &grid)
    }
    if state.table.isMember(at: line) {
      let style = Style(.frame, selected: isSelected)
      grid.put("│", row: row, column: region.column + layout.gutter - 1, width: 1, style: style)
    }
    if state.marks.contains(job.run) {
      let column = region.column + layout.gutter - 1
      let style = Style(.attention, selected: isSelected)
      grid.put("•", row: row, column: column, width: 1, style: style)
    }
    for place in columns.places {
      let cell = CellView(place: place, isSelected: isSelected, isStale: context.isStale)
      let value = JobColumn.values[place.index](context)
      cell.draw(value, on: &grid, row: row, column: left + place.start)
    }
    if let action = state.actions[job.run] {
      drawAction(action, of: job.server, at: row, isSelected: isSelected, on: &grid)
    }
  }

  /// The line of jobs that failed alike: `▸ ×37  timeout connecting to db-#`.
  private func draw(_ group: Int32, at row: Int, isSelected: Bool, on grid: inout Grid) {
    let table = state.table
    let members = table.members(of: group)
    if members.contains(where: { state.marks.contains($0) }) {
      let style = Style(.attention, selected: isSelected)
      grid.put("•", row: row, column: region.column + layout.gutter - 1, width: 1, style: style)
    }
    let count = "×" + ShortText.total(members.count)
    let head = (table.isExpanded(group) ? "▾ " : "▸ ") + count + "  "
    let width = layout.tableWidth
    let used = grid.put(
      head,
      row: row,
      column: left,
      width: width,
      style: Style(.failure, selected: isSelected)
    )
    let text = TextWidth.abridged(table.text(ofGroup: group), to: max(0, width - used))
    let style = Style(.plain, selected: isSelected)
    grid.put(text, row: row, column: left + used, width: width - used, style: style)
    if let run = members.first(where: { state.actions[$0] != nil }),
      let action = state.actions[run], let server = table.row(of: run)?.job.server
    {
      drawAction(action, of: server, at: row, isSelected: isSelected, on: &grid)
    }
  }

  /// What counts down, over the right end of its row.
  private func drawAction(
    _ action: PendingAction,
    of server: String,
    at row: Int,
    isSelected: Bool,
    on grid: inout Grid
  ) {
    var text = " " + action.kind.words + (action.isQueued ? waiting(for: server) : " sent")
    if action.isUnsent {
      text =
        " \(action.kind.words) in \(state.countdownInstant(at: now).countdown(to: action.due))s"
      // The keys are for the row under the cursor.
      let keys = " · \(state.keys.name(of: .undo)) undo · \(state.keys.name(of: .sendNow)) now"
      // Whose row it is must be seen beside it.
      if isSelected, TextWidth.columns(of: text + keys) * 2 <= layout.tableWidth { text += keys }
    } else if isSelected, action.isQueued, state.isAway(server) {
      text += " · \(state.keys.name(of: .undo)) undo"
    }
    let width = min(TextWidth.columns(of: text), layout.tableWidth)
    let column = left + layout.tableWidth - width
    let style = Style(.attention, selected: isSelected)
    // What it would cut in two goes as a whole.
    let covered = columns.places.last { left + $0.start <= column }?.start ?? 0
    grid.fill(rows: row..<row + 1, columns: left + covered..<region.endColumn, style: style)
    grid.put(text, row: row, column: column, width: width, style: style)
  }

  /// How something stands that its server has not answered: from here nobody sees when it leaves.
  private func waiting(for server: String) -> String {
    state.isAway(server) ? " waits for \(server)" : " is being sent"
  }
}
