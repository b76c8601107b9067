/// A part of a run that a picture draws with one element.
enum GridPiece {
  /// Plain letters, or one other character.
  case text(Range<Int>)
  /// Neighbouring cells of one shape.
  case shape(CellShape, Range<Int>)

  /// The parts of a run from left to right; blanks need none.
  static func pieces(of run: GridRun, in grid: Grid) -> [GridPiece] {
    var pieces: [GridPiece] = []
    var column = run.columns.lowerBound
    while column < run.columns.upperBound {
      let cell = grid[run.row, column]
      let rest = column..<run.columns.upperBound
      let count: Int
      if cell.isBlank {
        count = 1
      } else if let shape = CellShape(cell) {
        count = shape.repeats ? rest.prefix { grid[run.row, $0] == cell }.count : 1
        pieces.append(.shape(shape, column..<column + count))
      } else {
        count = textLength(in: grid, row: run.row, columns: rest)
        pieces.append(.text(column..<column + count))
      }
      column += count
    }
    return pieces
  }

  /// Words with single blanks between them, or one character that is not ASCII.
  private static func textLength(in grid: Grid, row: Int, columns: Range<Int>) -> Int {
    var end = columns.lowerBound
    while end < columns.upperBound, grid[row, end].ascii != nil {
      let isGap = grid[row, end].isBlank
      if isGap, end + 1 == columns.upperBound || !grid[row, end + 1].isLetter { break }
      end += 1
    }
    if end > columns.lowerBound { return end - columns.lowerBound }
    let second = columns.lowerBound + 1
    return second < columns.upperBound && grid[row, second].isRightHalf ? 2 : 1
  }
}

extension Cell {
  fileprivate var isLetter: Bool { ascii != nil && !isBlank }
}
