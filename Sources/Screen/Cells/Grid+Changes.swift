extension Grid {
  /// What must be painted over another grid so that this one is seen; all of it where the other is
  /// absent or of another size.
  ///
  /// The cursor is not compared.
  package func changes(since old: Grid?) -> [GridRun] {
    guard let old, old.size == size else { return runs }
    guard cells != old.cells else { return [] }
    var runs: [GridRun] = []
    for row in 0..<size.rows where !isEqual(row: row, to: old) {
      let start = start(ofRow: row)
      collect(row: row, into: &runs) { cells[start + $0] != old.cells[start + $0] }
    }
    return runs
  }

  /// The rows of this grid that another one of its size does not have.
  package func changedRows(since old: Grid) -> [Int] {
    guard old.size == size else { return Array(0..<size.rows) }
    return (0..<size.rows).filter { !isEqual(row: $0, to: old) }
  }

  /// All cells, row by row.
  package var runs: [GridRun] { (0..<size.rows).flatMap { runs(inRow: $0) } }

  /// The cells of a row.
  package func runs(inRow row: Int) -> [GridRun] {
    var runs: [GridRun] = []
    collect(row: row, into: &runs) { _ in true }
    return runs
  }

  private func isEqual(row: Int, to other: Grid) -> Bool {
    let range = start(ofRow: row)..<start(ofRow: row + 1)
    return cells[range] == other.cells[range]
  }

  /// Gathers wanted columns as runs.
  ///
  /// Of a wide character the left half is asked for: the right one never differs by itself.
  private func collect(row: Int, into runs: inout [GridRun], where isWanted: (Int) -> Bool) {
    let start = start(ofRow: row)
    var column = 0
    while column < size.columns {
      let first = cells[start + column]
      let begin = column
      while column < size.columns, first.hasStyle(of: cells[start + column]) {
        let isWide = column + 1 < size.columns && cells[start + column + 1].isRightHalf
        guard isWanted(column) else { break }
        column += isWide ? 2 : 1
      }
      if column > begin {
        runs.append(GridRun(row: row, columns: begin..<column, style: first.style))
      } else {
        column += 1
      }
    }
  }
}
