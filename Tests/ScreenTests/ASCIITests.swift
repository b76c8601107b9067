import Screen
import Testing

@Suite struct ASCIITests {
  private func grid(_ text: String, columns: Int = 20) -> Grid {
    var grid = Grid(size: Size(columns: columns, rows: 1))
    grid.put(text, row: 0, column: 0, style: Style(.active, selected: true))
    return grid
  }

  @Test(arguments: [
    ("▶ running  ━━──  78%", "> running  ==--  78%"), ("▁▂▃▄▅▆▇█", "_.-~=*%#"),
    ("│…│≥1m×2 “a”", "|~|>1m" + "x2 \"a\""), ("plain ASCII ~", "plain ASCII ~"),
  ])
  func `what is ours has a form of its own`(text: String, expected: String) {
    #expect(grid(text).ascii.text == expected)
    #expect(ASCIIForm.text(text) == expected)
  }

  @Test(arguments: [
    ("会議 é", "???? ?"), ("e\u{301}!", "?!"), ("👩\u{200D}💻.", "??."), ("\u{1B}[2J", "?[2J"),
    ("Привет", "??????"), ("한국", "????"),
  ])
  func `what is not ours becomes a question mark for each column`(text: String, expected: String) {
    #expect(grid(text).ascii.text == expected)
  }

  @Test func `styles, the cursor and the size stay`() {
    var before = grid("▶ 会")
    before.cursor = (0, 3)
    let after = before.ascii
    #expect(after.size == before.size)
    #expect(after.cursor?.column == 3)
    for column in 0..<20 { #expect(after[0, column].style == before[0, column].style) }
  }
}
