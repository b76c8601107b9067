import Screen
import Testing

@Suite struct GridTests {
  @Test func `text is written in its style and its columns are returned`() {
    var grid = Grid(size: Size(columns: 12, rows: 2))
    let written = grid.put("7f3a", row: 0, column: 1, style: Style(.title))
    let state = grid.put("▶ go", row: 1, column: 6, style: Style(.active, selected: true))
    #expect([written, state] == [4, 4])
    #expect(
      grid.snapshot == """
         7f3a
              ▶ go
        ── 12×2 ────
        0  1–4 title
        1  6–9 active selected

        """
    )
  }

  @Test(arguments: ["abcdef", "äöüabc", "a\u{301}bcdef"])
  func `text stops at its width`(text: String) {
    var grid = Grid(size: Size(columns: 10, rows: 1))
    grid.put("··········", row: 0, column: 0, style: .plain)
    #expect(grid.put(text, row: 0, column: 2, width: 3, style: .plain) == 3)
    #expect(grid.text == "··" + text.prefix(3) + "·····")
  }

  @Test func `text stops at the right edge`() {
    var grid = Grid(size: Size(columns: 4, rows: 2))
    #expect(grid.put("abcdef", row: 0, column: 2, style: .plain) == 2)
    #expect(grid.text == "  ab\n")
  }

  @Test func `a column below zero shows the rest of the text`() {
    var grid = Grid(size: Size(columns: 4, rows: 1))
    #expect(grid.put("abcdef", row: 0, column: -3, style: .plain) == 3)
    #expect(grid.text == "def")
  }

  @Test(arguments: [(-1, 0), (2, 0), (0, 4), (0, 99)])
  func `outside the grid nothing happens`(row: Int, column: Int) {
    var grid = Grid(size: Size(columns: 4, rows: 2))
    #expect(grid.put("abc", row: row, column: column, style: Style(.error)) == 0)
    #expect(grid == Grid(size: Size(columns: 4, rows: 2)))
  }

  @Test func `a negative size is an empty grid`() {
    var grid = Grid(size: Size(columns: -3, rows: 5))
    grid.put("abc", row: 0, column: 0, style: .plain)
    grid.fill(rows: 0..<5, columns: 0..<5, style: .plain)
    #expect(grid.size == Size(columns: 0, rows: 5))
    #expect(grid.runs == [])
  }

  @Test func `a wide character takes two cells`() {
    var grid = Grid(size: Size(columns: 6, rows: 1))
    #expect(grid.put("世a", row: 0, column: 1, style: Style(.title)) == 3)
    #expect(grid[0, 1] == Cell("世", Style(.title)))
    #expect(grid[0, 2] == Cell("", Style(.title)))
    #expect(grid[0, 2].isRightHalf)
    #expect(grid.text == " 世a")
  }

  @Test func `a wide character cut at the edge is a blank`() {
    var grid = Grid(size: Size(columns: 4, rows: 2))
    grid.put("....", row: 0, column: 0, style: .plain)
    #expect(grid.put("a世界", row: 0, column: 0, style: Style(.title)) == 4)
    #expect(grid[0, 3] == Cell(" ", Style(.title)))
    #expect(grid.put("世界", row: 1, column: -1, style: .plain) == 3)
    #expect(grid.text == "a世\n 界")
  }

  @Test(arguments: [(0, "x世", [2]), (1, " x", []), (2, "  x", []), (3, " 世x", [2])])
  func `overwriting half of a wide character blanks the other half`(
    column: Int,
    text: String,
    rightHalves: [Int]
  ) {
    var grid = Grid(size: Size(columns: 4, rows: 1))
    grid.put("世", row: 0, column: 1, style: .plain)
    grid.put("x", row: 0, column: column, style: .plain)
    #expect(grid.text == text)
    #expect((0..<4).filter { grid[0, $0].isRightHalf } == rightHalves)
  }

  @Test func `filling half of a wide character blanks the other half`() {
    var grid = Grid(size: Size(columns: 6, rows: 1))
    grid.put("世界世", row: 0, column: 0, style: Style(.title))
    grid.fill(rows: 0..<9, columns: 1..<5, style: Style(.input))
    #expect(
      grid.snapshot == """

        ── 6×1 ──
        0  0 title, 1–4 input, 5 title

        """
    )
  }

  @Test func `a grid is drawn onto another, cut at its edges`() {
    var small = Grid(size: Size(columns: 4, rows: 2))
    small.put("世界", row: 0, column: 0, style: Style(.title))
    small.put("abcd", row: 1, column: 0, style: .plain)
    var grid = Grid(size: Size(columns: 5, rows: 2))
    grid.put("界界界", row: 0, column: 0, style: .plain)
    var left = grid
    left.draw(small, row: 0, column: -1)
    #expect(left.text == " 界\nbcd")
    var right = grid
    right.draw(small, row: 0, column: 2)
    #expect(right.text == "界世\n  abc")
    right.draw(small, row: 5, column: 0)
    #expect(right.text == "界世\n  abc")
  }

  @Test func `the cursor of a drawn grid comes with it`() {
    var small = Grid(size: Size(columns: 4, rows: 2))
    small.cursor = (1, 2)
    var grid = Grid(size: Size(columns: 10, rows: 5))
    grid.draw(small, row: 2, column: 3)
    #expect(grid.cursor.map { [$0.row, $0.column] } == [3, 5])
  }

  @Test func `every style survives being kept in a cell`() {
    for role in Role.allCases {
      for bits in 0..<4 {
        let style = Style(role, selected: bits & 1 != 0, dimmed: bits & 2 != 0)
        #expect(Cell("\u{10FFFD}a\u{301}", style).style == style)
        #expect(Int(style.bits) < Style.bitPatterns)
      }
    }
  }
}
