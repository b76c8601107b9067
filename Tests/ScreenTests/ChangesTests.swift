import Screen
import Testing

@Suite struct ChangesTests {
  private var table: Grid {
    var grid = Grid(size: Size(columns: 10, rows: 3))
    grid.put("ID", row: 0, column: 0, style: Style(.columns))
    grid.put("世界 run", row: 1, column: 0, style: Style(.active))
    return grid
  }

  @Test func `equal grids have no changes`() {
    #expect(table.changes(since: table) == [])
    #expect(table.changedRows(since: table) == [])
  }

  @Test func `only changed cells are painted, one run for each style`() {
    var grid = table
    grid.put("7", row: 0, column: 9, style: .plain)
    grid.put("ruf", row: 1, column: 5, style: Style(.active))
    grid.put("ab", row: 2, column: 1, style: Style(.title))
    grid.put("c", row: 2, column: 3, style: Style(.error))
    #expect(
      grid.changes(since: table) == [
        GridRun(row: 0, columns: 9..<10, style: .plain),
        GridRun(row: 1, columns: 7..<8, style: Style(.active)),
        GridRun(row: 2, columns: 1..<3, style: Style(.title)),
        GridRun(row: 2, columns: 3..<4, style: Style(.error)),
      ]
    )
    #expect(grid.changedRows(since: table) == [0, 1, 2])
  }

  @Test func `a changed style is a change`() {
    var grid = table
    grid.put("ID", row: 0, column: 0, style: Style(.columns, dimmed: true))
    let run = GridRun(row: 0, columns: 0..<2, style: Style(.columns, dimmed: true))
    #expect(grid.changes(since: table) == [run])
  }

  @Test func `a wide character is painted whole`() {
    var grid = table
    grid.put("世世", row: 1, column: 0, style: Style(.active))
    let run = GridRun(row: 1, columns: 2..<4, style: Style(.active))
    #expect(grid.changes(since: table) == [run])
  }

  @Test func `over nothing, or another size, all is painted`() {
    let other = Grid(size: Size(columns: 9, rows: 3))
    #expect(table.changes(since: nil) == table.runs)
    #expect(table.changes(since: other) == table.runs)
    #expect(table.runs.map(\.columns.count).reduce(0, +) == 30)
  }
}
