import JobModel
import Screen

/// What can be copied, with a key each and how it begins.
struct CopyView {
  let state: DashboardState
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
      let text = first.flatMap { row in part(of: binding).flatMap { state.text(of: $0, row) } }
      let head = [
        Span(TextWidth.padded(binding.keys.first?.name ?? "", to: 3), .hintKey),
        Span(TextWidth.padded(binding.hint?.title ?? "", to: 6)),
      ]
      let row = frame.inside.row + offset
      let used = grid.put(head, row: row, column: frame.inside.column, width: frame.inside.width)
      grid.put(
        text ?? "not known yet",
        row: row,
        column: frame.inside.column + used,
        fitting: frame.inside.width - used,
        role: .faint
      )
    }
  }

  private func part(of binding: Binding) -> CopyPart? {
    guard case .copy(let part) = binding.action else { return nil }
    return part
  }
}
