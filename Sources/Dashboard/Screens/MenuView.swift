import Screen

/// Columns to sort by or to choose from, at the left of the table: it covers no row.
struct MenuView {
  let state: DashboardState
  let menu: Overlay.Menu
  let region: Region

  static let width = 13

  func draw(on grid: inout Grid) {
    grid.fill(rows: region.row..<region.row + 1, columns: region.columns, style: Style(.columns))
    grid.put(title, row: region.row, column: region.column + 1, style: Style(.columns))
    for (offset, index) in shown.enumerated() {
      let row = region.row + 1 + offset
      let style = Style(isOfUse(index) ? .plain : .faint, selected: index == menu.marked)
      grid.fill(
        rows: row..<row + 1,
        columns: region.columns.lowerBound..<region.endColumn - 1,
        style: style
      )
      grid.put(line(for: index), row: row, column: region.column + 1, width: 10, style: style)
    }
  }

  /// The columns that there is room for, by their places in `JobColumn.all`.
  private var shown: Range<Int> {
    let height = region.height - 1
    let count = JobColumn.all.count
    let first = Viewport.firstLine(
      keeping: menu.marked,
      visibleFrom: 0,
      height: height,
      count: count
    )
    return first..<min(count, first + max(0, height))
  }

  /// The column whose name stands on a line of the screen.
  func column(at row: Int) -> Int? { shown.dropFirst(row - region.row - 1).first }

  private var title: String {
    switch menu.kind {
    case .sorting: "Sort by"
    case .columns: "Columns"
    }
  }

  private func line(for index: Int) -> String {
    let title = JobColumn.all[index].title
    switch menu.kind {
    case .sorting:
      let sorting = state.table.sorting
      return title + (index == sorting.column ? (sorting.isDescending ? "▽" : "△") : "")
    case .columns:
      let mark = isOfUse(index) ? "✓ " : "· "
      return (state.columnChoice.admits(index) ? mark : "  ") + title
    }
  }

  /// A column that says nothing of any row hides itself, whether it is chosen or not.
  private func isOfUse(_ index: Int) -> Bool {
    menu.kind == .sorting || ColumnLayout.isWanted(index, state.table.measures)
  }
}
