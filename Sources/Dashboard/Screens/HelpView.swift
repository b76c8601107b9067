import JobModel
import Screen

/// Every key, column, state and command, made from the tables that drive them.
struct HelpView {
  let region: Region
  let firstLine: Int

  func draw(on grid: inout Grid) {
    grid.fill(rows: region.rows, columns: region.columns, style: .plain)
    let lines = HelpView.lines
    let first = Viewport.firstLine(
      keeping: firstLine,
      visibleFrom: firstLine,
      height: region.height,
      count: lines.count
    )
    let last = min(lines.count, first + region.height)
    for (offset, line) in lines[first..<last].enumerated() {
      grid.put(line, row: region.row + offset, column: 1, width: region.width - 2)
    }
    guard last < lines.count || first > 0 else { return }
    let text = "\(last) of \(lines.count)"
    let column = region.endColumn - 1 - text.utf8.count
    grid.put(text, row: region.row, column: column, style: Style(.faint))
  }

  static let lines: [[Span]] = Mode.allCases.flatMap { keys(of: $0) } + states + columns + commands

  private static let indent = 25

  private static func heading(_ text: String) -> [Span] { [Span(text, .frameTitle)] }

  private static func entry(_ name: String, _ role: Role, _ about: String) -> [Span] {
    [Span("  " + TextWidth.padded(name, to: indent - 2), role), Span(about)]
  }

  /// A key that does the same in the table is not told again for the details.
  private static func keys(of mode: Mode) -> [[Span]] {
    let bindings = Keymap.bindings.filter { binding in
      binding.modes.contains(mode) && !(mode != .table && binding.modes.contains(.table))
    }
    guard !bindings.isEmpty else { return [] }
    let entries = bindings.map { entry($0.names, .hintKey, $0.help) }
    return [heading(mode.title)] + entries + [[]]
  }

  private static var states: [[Span]] {
    let entries = JobState.allCases.map { state in
      entry(state.glyph + " " + state.rawValue, state.role, state.about)
    }
    return [heading("States")] + entries + [[]]
  }

  private static var columns: [[Span]] {
    [heading("Columns")] + JobColumn.all.map { entry($0.title, .strong, $0.about) } + [[]]
  }

  private static var commands: [[Span]] {
    [heading("Commands")]
      + Command.all.map { entry(":\($0.name) \($0.arguments)", .strong, $0.about) }
  }
}
