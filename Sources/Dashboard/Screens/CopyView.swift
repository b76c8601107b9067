import Screen

/// What can be copied, with a key each.
struct CopyView {
  let count: Int
  let region: Region

  func draw(on grid: inout Grid) {
    let bindings = Keymap.hints(in: .copy)
    let title = count == 1 ? "Copy" : "Copy of \(ShortText.jobs(count))"
    let frame = FrameView(
      title: title,
      region: region.centred(width: min(44, region.width), height: bindings.count + 2)
    )
    frame.draw(on: &grid)
    for (offset, binding) in bindings.prefix(frame.inside.height).enumerated() {
      let line = [
        Span(TextWidth.padded(binding.keys.first?.name ?? "", to: 5), .hintKey), Span(binding.help),
      ]
      let row = frame.inside.row + offset
      grid.put(line, row: row, column: frame.inside.column, width: frame.inside.width)
    }
  }
}
