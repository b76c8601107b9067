import Screen

/// A box with a title on its upper edge, blank inside.
struct FrameView {
  let title: String
  let region: Region

  var inside: Region {
    Region(
      row: region.row + 1,
      column: region.column + 2,
      width: max(0, region.width - 4),
      height: max(0, region.height - 2)
    )
  }

  func draw(on grid: inout Grid) {
    guard region.width >= 4, region.height >= 2 else { return }
    grid.fill(rows: region.rows, columns: region.columns, style: .plain)
    let style = Style(.frame)
    let edge = String(repeating: "─", count: region.width - 2)
    let (top, bottom) = (region.row, region.row + region.height - 1)
    grid.put("┌" + edge + "┐", row: top, column: region.column, style: style)
    grid.put("└" + edge + "┘", row: bottom, column: region.column, style: style)
    for row in top + 1..<max(top + 1, bottom) {
      grid.put("│", row: row, column: region.column, style: style)
      grid.put("│", row: row, column: region.endColumn - 1, style: style)
    }
    let fitting = TextWidth.truncated(" " + title + " ", to: region.width - 4)
    grid.put(fitting, row: top, column: region.column + 2, style: Style(.frameTitle))
  }
}
