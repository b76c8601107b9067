/// The screen as a value: rows of cells.
package struct Grid: Hashable, Sendable {
  /// Columns and rows; they never change.
  package let size: Size
  private(set) var cells: [Cell]
  private var cursorPlace: Place?

  /// A grid of plain blanks.
  package init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// Where the terminal's own cursor stands (in an input line); nothing: hidden.
  package var cursor: (row: Int, column: Int)? {
    get { cursorPlace.map { ($0.row, $0.column) } }
    set { cursorPlace = newValue.map { Place(row: $0.row, column: $0.column) } }
  }

  /// The cell at a place that must lie in the grid.
  package subscript(row: Int, column: Int) -> Cell {
    precondition(contains(row: row, column: column), "no cell at row \(row), column \(column)")
    return cells[row * size.columns + column]
  }

  func contains(row: Int, column: Int) -> Bool {
    row >= 0 && row < size.rows && column >= 0 && column < size.columns
  }

  /// Where a row begins in the array of cells.
  func start(ofRow row: Int) -> Int { row * size.columns }

  /// Writes one cell as it is; the caller sees to it that no half of a wide character is alone.
  mutating func set(_ cell: Cell, at index: Int) {
    cells[index] = cell
  }

  /// Blanks the halves that would be left alone when columns of a row are overwritten.
  mutating func detach(_ columns: Range<Int>, row: Int) {
    guard !columns.isEmpty else { return }
    let first = start(ofRow: row) + columns.lowerBound
    if columns.lowerBound > 0, cells[first].isRightHalf {
      cells[first - 1] = Cell(.blank, cells[first - 1].style)
    }
    let after = start(ofRow: row) + columns.upperBound
    if columns.upperBound < size.columns, cells[after].isRightHalf {
      cells[after] = Cell(.blank, cells[after].style)
    }
  }

  /// A tuple cannot be hashed.
  private struct Place: Hashable {
    let row, column: Int
  }
}
