import Screen

/// The formats of a file, one of them chosen, and its name.
struct ExportView {
  let dialog: ExportDialog
  let rows: Int
  /// Whether these are the marked ones.
  var areMarked = false
  let region: Region

  private static let label = "File "

  /// Where there is no room for a list, the chosen one stands alone.
  private var formats: [ExportFormat] {
    let all = ExportFormat.allCases
    return region.height < all.count + 4 ? [dialog.format] : all
  }

  private var frame: FrameView {
    let count = ShortText.total(rows) + (areMarked ? " marked" : "")
    return FrameView(
      title: "Write \(count) \(rows == 1 ? "row" : "rows") or the screen",
      region: region.dialog(width: 64, height: formats.count == 1 ? 4 : formats.count + 4)
    )
  }

  /// The format or the character of the name that stands at a cell.
  func target(row: Int, column: Int) -> ScreenTarget? {
    let inside = frame.inside
    guard inside.contains(row: row, column: column) else { return nil }
    guard row == inside.row + inside.height - 1 else {
      return formats.dropFirst(row - inside.row).first.map { .format($0) }
    }
    let start = column - inside.column - Self.label.count
    let width = inside.width - Self.label.count
    return .text(PromptView.place(in: dialog.input, at: max(0, start), width: width))
  }

  func draw(on grid: inout Grid) {
    let frame = frame
    frame.draw(on: &grid)
    let inside = frame.inside
    for (offset, format) in formats.enumerated() {
      let style = Style(.plain, selected: format == dialog.format)
      let row = inside.row + offset
      grid.fill(rows: row..<row + 1, columns: inside.columns, style: style)
      let text = TextWidth.abridged(format.about, to: inside.width)
      grid.put(text, row: row, column: inside.column, width: inside.width, style: style)
    }
    guard inside.height > 0 else { return }
    PromptView(label: Self.label, input: dialog.input)
      .draw(
        on: &grid,
        row: inside.row + inside.height - 1,
        column: inside.column,
        width: inside.width
      )
  }
}
