import JobModel
import Screen

/// What can be copied, with a key each and how it begins.
struct CopyView {
  let state: DashboardState
  let marked: CopyPart
  let region: Region

  private static let width = 72

  private var bindings: [Binding] {
    state.keys.hints(in: .copy).filter { part(of: $0) != nil }
  }

  private var frame: FrameView {
    let count = state.targets.count
    return FrameView(
      title: count == 1 ? "Copy" : "Copy of \(ShortText.jobs(count))",
      region: region.dialog(
        width: min(Self.width, region.width),
        height: bindings.count + 2
      )
    )
  }

  /// What the line at a cell copies.
  func part(row: Int, column: Int) -> CopyPart? {
    let inside = frame.inside
    guard inside.contains(row: row, column: column) else { return nil }
    return bindings.dropFirst(row - inside.row).first.flatMap { part(of: $0) }
  }

  func draw(on grid: inout Grid) {
    let frame = frame
    frame.draw(on: &grid)
    let first = state.targets.first.flatMap { state.table.row(of: $0.run) }
    for (offset, binding) in bindings.prefix(frame.inside.height).enumerated() {
      let part = part(of: binding)
      let text = first.flatMap { row in part.flatMap { state.text(of: $0, row) } }
      draw(
        binding,
        text ?? "not known yet",
        isMarked: part == marked,
        frame.inside.line(offset),
        on: &grid
      )
    }
  }

  private func draw(
    _ binding: Binding,
    _ text: String,
    isMarked: Bool,
    _ line: Region,
    on grid: inout Grid
  ) {
    let style = Style(.plain, selected: isMarked)
    grid.fill(rows: line.rows, columns: line.columns, style: style)
    let pieces = [
      (TextWidth.padded(binding.keys.first?.name ?? "", to: 3), Role.hintKey),
      (TextWidth.padded(binding.hint?.title ?? "", to: 6), .plain),
      (text, .faint),
    ]
    var column = line.column
    for (text, role) in pieces {
      let width = line.endColumn - column
      let fitting = TextWidth.truncated(text, to: width)
      let style = Style(role, selected: isMarked)
      column += grid.put(fitting, row: line.row, column: column, width: width, style: style)
    }
  }

  private func part(of binding: Binding) -> CopyPart? {
    guard case .copy(let part) = binding.action else { return nil }
    return part
  }
}
