import Screen

/// A label and the text that is being typed behind it.
struct PromptView {
  let label: String
  let input: TextInput
  /// The characters that cannot be understood.
  var mistake: Range<Int>?

  func draw(on grid: inout Grid, row: Int, column: Int, width: Int) {
    let used = grid.put(label, row: row, column: column, width: width, style: Style(.frameTitle))
    let start = column + used
    PromptView.draw(input, on: &grid, row: row, column: start, width: width - used)
    guard let mistake, let cursor = grid.cursor else { return }
    let wrong = String(input.characters[mistake])
    let before = TextWidth.columns(of: String(input.characters[..<mistake.lowerBound]))
    let origin = cursor.column - TextWidth.columns(of: input.textBeforeCursor)
    guard origin + before >= start else { return }
    let end = start + width - used
    grid.put(
      wrong,
      row: row,
      column: origin + before,
      width: max(0, end - origin - before),
      style: Style(.error, selected: true)
    )
  }

  /// Shows the part of the text around the cursor, and the terminal's cursor in it.
  static func draw(_ input: TextInput, on grid: inout Grid, row: Int, column: Int, width: Int) {
    guard width > 1 else { return }
    let before = TextWidth.columns(of: input.textBeforeCursor)
    let scrolled = scrolled(input, width: width)
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

  /// How many columns are out of sight at the left.
  private static func scrolled(_ input: TextInput, width: Int) -> Int {
    // One column is kept free for the cursor behind the last character.
    max(0, TextWidth.columns(of: input.textBeforeCursor) - (width - 1))
  }

  /// The character that stands in a column of the text as it is drawn; behind the last where none does.
  static func place(in input: TextInput, at column: Int, width: Int) -> Int {
    place(in: input, at: column + scrolled(input, width: width))
  }

  /// The same of a text that is drawn from its first character on.
  static func place(in input: TextInput, at column: Int) -> Int {
    var end = 0
    return input.characters.firstIndex { character in
      end += TextWidth.columns(of: String(character))
      return column < end
    } ?? input.characters.count
  }
}
