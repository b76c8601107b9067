import Screen

/// The columns to sort by, at the left of the table: it covers no row.
struct SortMenuView {
  let state: DashboardState
  let region: Region

  static let width = 13

  func draw(on grid: inout Grid) {
    guard case .sortMenu(let marked) = state.overlays.last(where: { $0.mode == .sort }) else {
      return
    }
    grid.fill(rows: region.row..<region.row + 1, columns: region.columns, style: Style(.columns))
    grid.put("Sort by", row: region.row, column: region.column + 1, style: Style(.columns))
    for (offset, index) in columns(around: marked).enumerated() {
      let row = region.row + 1 + offset
      let style = Style(.plain, selected: index == marked)
      grid.fill(
        rows: row..<row + 1,
        columns: region.column..<region.endColumn - 1,
        style: style
      )
      grid.put(line(for: index), row: row, column: region.column + 1, width: 10, style: style)
    }
  }

  /// The columns that there is room for, by their places in `JobColumn.all`.
  private func columns(around marked: Int) -> Range<Int> {
    let height = region.height - 1
    let count = JobColumn.all.count
    let first = Viewport.firstLine(keeping: marked, visibleFrom: 0, height: height, count: count)
    return first..<min(count, first + max(0, height))
  }

  /// The column whose name stands on a line of the screen.
  func column(at row: Int) -> Int? {
    guard case .sortMenu(let marked) = state.overlays.last else { return nil }
    return columns(around: marked).dropFirst(row - region.row - 1).first
  }

  private func line(for index: Int) -> String {
    let sorting = state.table.sorting
    let mark = index == sorting.column ? (sorting.isDescending ? "▽" : "△") : ""
    return JobColumn.all[index].title + mark
  }
}
