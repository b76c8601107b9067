extension Grid {
  /// The same screen for a terminal that has ASCII only, column for column.
  package var ascii: Grid {
    var grid = self
    for row in 0..<size.rows {
      let start = start(ofRow: row)
      for column in 0..<size.columns where cells[start + column].ascii == nil {
        let cell = cells[start + column]
        let letter = cell.only.flatMap { ASCIIForm.form(of: $0) } ?? ASCIIForm.unknown
        grid.set(Cell(ascii: letter, styleBits: cell.style.bits), at: start + column)
      }
    }
    return grid
  }
}

extension Cell {
  /// Its character where it bears no mark; nothing for the right half of a wide one.
  fileprivate var only: Unicode.Scalar? {
    var scalars: [Unicode.Scalar] = []
    forEachScalar { scalars.append($0) }
    return scalars.count == 1 ? scalars[0] : nil
  }
}
