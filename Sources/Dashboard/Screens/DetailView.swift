import JobModel
import Screen

/// Everything known of the job under the cursor, at the right of the table, below it, or instead.
struct DetailView {
  let state: DashboardState
  let layout: ScreenLayout
  let region: Region
  let now: Timestamp

  func draw(on grid: inout Grid) {
    guard let title else {
      drawTitle("No job", room: region.width - 6, on: &grid)
      return
    }
    let inside = DetailView.inside(of: region, layout.detailPlacement)
    let lines = state.pageLines(width: inside.width, at: now)
    let search = state.detail?.search
    let first = state.detail?.firstLine(of: lines.count, height: inside.height) ?? 0
    let more = more(lines.count - first - inside.height)
    drawTitle(title, room: region.width - 6 - TextWidth.columns(of: more), on: &grid)
    for (offset, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
      let shown = search.map { line.highlighted($0.looks(ofLine: first + offset)) } ?? line
      grid.put(shown, row: inside.row + offset, column: inside.column, width: inside.width)
    }
    let column = region.endColumn - TextWidth.columns(of: more) - 1
    grid.put(more, row: region.row, column: column, style: Style(.faint))
  }

  /// What the page is about; nothing where that would be a job, and there is none.
  private var title: String? {
    switch state.detail?.page ?? .facts {
    case .messages: "What went wrong"
    case .servers: "Servers"
    case .facts: state.selected.map { state.name(of: $0.job) }
    case .log: state.selected.map { "Log of " + state.name(of: $0.job) }
    case .output where state.selected == nil: nil
    case .output: state.commandRun.map { "\($0.name) on \(ShortText.jobs($0.jobs))" } ?? ""
    }
  }

  private var isOnTheRight: Bool { layout.detailPlacement == .right }

  /// Where the lines stand in a pane: below its title, beside its rule.
  static func inside(of region: Region, _ placement: ScreenLayout.DetailPlacement) -> Region {
    let left = placement == .right ? 2 : 1
    return Region(
      row: region.row + 1,
      column: region.column + left,
      width: max(0, region.width - left - 1),
      height: max(0, region.height - 1)
    )
  }

  /// A rule with a title; at the right of the table a line down its left edge as well.
  private func drawTitle(_ title: String, room: Int, on grid: inout Grid) {
    grid.fill(rows: region.rows, columns: region.columns, style: .plain)
    let rule = String(repeating: "─", count: region.width)
    grid.put(
      rule,
      row: region.row,
      column: region.column,
      width: region.width,
      style: Style(.frame)
    )
    if isOnTheRight {
      for row in region.rows {
        let line = row == region.row ? "┌" : "│"
        grid.put(line, row: row, column: region.column, style: Style(.frame))
      }
    }
    let text = TextWidth.truncated(" " + title + " ", to: max(0, room))
    let isActive = state.mode == .detail || state.mode == .found
    let style = Style(isActive ? .frameTitle : .faint)
    grid.put(text, row: region.row, column: region.column + 2, style: style)
  }

  /// How many lines are below, where that has room beside a title.
  private func more(_ count: Int) -> String {
    let text = " ↓ \(count) more \(count == 1 ? "line" : "lines") "
    return count > 0 && region.width > text.count + 20 ? text : ""
  }
}
