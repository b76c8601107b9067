import Screen

/// A label and the text that is being typed behind it.
struct PromptView {
  let label: String
  let input: TextInput

  func draw(on grid: inout Grid, row: Int, column: Int, width: Int) {
    let used = grid.put(label, row: row, column: column, width: width, style: Style(.frameTitle))
    PromptView.draw(input, on: &grid, row: row, column: column + used, width: width - used)
  }

  /// Shows the part of the text around the cursor, and the terminal's cursor in it.
  static func draw(_ input: TextInput, on grid: inout Grid, row: Int, column: Int, width: Int) {
    guard width > 1 else { return }
    let before = TextWidth.columns(of: input.textBeforeCursor)
    // One column is kept free for the cursor behind the last character.
    let scrolled = max(0, before - (width - 1))
    let style = Style(.input)
    grid.fill(rows: row..<row + 1, columns: column..<column + width, style: style)
    if scrolled == 0 {
      grid.put(input.text, row: row, column: column, width: width, style: style)
    } else {
      var line = Grid(size: Size(columns: width, rows: 1))
      line.fill(rows: 0..<1, columns: 0..<width, style: style)
      line.put(input.text, row: 0, column: -scrolled, style: style)
      grid.draw(line, row: row, column: column)
    }
    grid.cursor = (row, column + before - scrolled)
  }
}
