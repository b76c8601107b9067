import Screen

/// The formats of a file, one of them chosen, and its name.
struct ExportView {
  let dialog: ExportDialog
  let rows: Int
  let region: Region

  func draw(on grid: inout Grid) {
    let formats = ExportFormat.allCases
    let isShort = region.height < formats.count + 4
    let height = isShort ? 4 : formats.count + 4
    let frame = FrameView(
      title: "Write " + (rows == 1 ? "1 row" : "\(ShortText.total(rows)) rows") + " or the screen",
      region: region.dialog(width: 64, height: height)
    )
    frame.draw(on: &grid)
    let inside = frame.inside
    // Where there is no room for a list, the chosen one stands alone.
    for (offset, format) in (isShort ? [dialog.format] : formats).enumerated() {
      let style = Style(.plain, selected: format == dialog.format)
      let row = inside.row + offset
      grid.fill(rows: row..<row + 1, columns: inside.columns, style: style)
      let text = TextWidth.abridged(format.about, to: inside.width)
      grid.put(text, row: row, column: inside.column, width: inside.width, style: style)
    }
    guard inside.height > 0 else { return }
    PromptView(label: "File ", input: dialog.input)
      .draw(
        on: &grid,
        row: inside.row + inside.height - 1,
        column: inside.column,
        width: inside.width
      )
  }
}
