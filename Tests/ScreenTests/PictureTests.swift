import Screen
import TestSupport
import Testing

@Suite struct PictureTests {
  private var screen: Grid {
    var grid = Grid(size: Size(columns: 44, rows: 6))
    grid.put("jobtop  ● demo  push 12 ms", row: 0, column: 1, style: .plain)
    grid.put("● demo", row: 0, column: 9, style: Style(.chipGood))
    grid.fill(rows: 1..<2, columns: 0..<44, style: Style(.columns))
    grid.put("  ID    TITLE        STATE      PROGRESS", row: 1, column: 0, style: Style(.columns))
    grid.fill(rows: 2..<3, columns: 0..<44, style: Style(.plain, selected: true))
    grid.put("▌ 7f3a  世界 <&> \"é\"", row: 2, column: 0, style: Style(.plain, selected: true))
    grid.put("▶ running", row: 2, column: 21, style: Style(.active, selected: true))
    grid.put("██████▌", row: 2, column: 32, style: Style(.barFull, selected: true))
    grid.put("░░░", row: 2, column: 39, style: Style(.barEmpty, selected: true))
    grid.put("91bc  Onboarding   ✖ failed", row: 3, column: 2, style: Style(.failure, dimmed: true))
    grid.put("╭──┬──╮▁▃▇", row: 4, column: 2, style: Style(.frame))
    grid.put("/state:failed", row: 5, column: 0, style: Style(.input))
    grid.cursor = (5, 13)
    return grid
  }

  private var theme: Theme {
    var theme = Theme(
      name: "test",
      canvas: Canvas(foreground: RGB(200, 208, 220), background: RGB(18, 22, 30)),
      selection: Appearance(background: .exact(RGB(38, 51, 77), standIn: 4))
    )
    theme[.columns] = Appearance(background: .exact(RGB(29, 36, 48), standIn: nil), .bold)
    theme[.active] = Appearance(foreground: .exact(RGB(108, 182, 255), standIn: 12))
    theme[.failure] = Appearance(foreground: .exact(RGB(255, 122, 102), standIn: 9))
    theme[.barFull] = Appearance(foreground: .indexed(75))
    theme[.chipGood] = Appearance(foreground: .indexed(2))
    theme[.frame] = Appearance(.dim)
    theme[.input] = Appearance(.underline)
    return theme
  }

  @Test func `a screen as text, and where its styles are`() throws {
    try expectSnapshot(screen.snapshot, named: "screen.txt")
  }

  @Test(arguments: ColourDepth.allCases)
  func `a screen for a terminal that scrolls`(depth: ColourDepth) throws {
    try expectSnapshot(
      screen.ansi(theme: theme, depth: depth) + "\n",
      named: "screen-\(depth).ansi"
    )
  }

  @Test func `a screen as a picture`() throws {
    try expectSnapshot(screen.svg(theme: theme, title: "jobs & more"), named: "screen.svg")
  }

  @Test func `a screen as a picture without colours`() throws {
    try expectSnapshot(screen.svg(theme: .mono), named: "screen-mono.svg")
  }

  @Test func `a line of text ends at its last character`() {
    var grid = Grid(size: Size(columns: 5, rows: 3))
    grid.put("a b", row: 1, column: 1, style: .plain)
    #expect(grid.text == "\n a b\n")
    #expect(grid.ansi(theme: theme, depth: .full) == "\n a b\n")
  }
}
