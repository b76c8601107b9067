import JobModel
import Screen

/// One column of one row.
struct CellView {
  let place: ColumnLayout.Place
  let isSelected: Bool
  let isStale: Bool

  /// Longer bars say nothing more, and take the eye away from the words.
  private static let longestBar = 20

  func draw(_ value: ColumnValue, on grid: inout Grid, row: Int, column: Int) {
    switch value {
    case .text(let text, let role):
      draw(text, role, on: &grid, row: row, column: column, width: place.width)
    case .prose(let text, let role):
      let fitting = TextWidth.abridged(text, to: place.width)
      draw(fitting, role, on: &grid, row: row, column: column, width: place.width)
    case .bar(let progress, let isOver):
      drawBar(progress, isOver: isOver, on: &grid, row: row, column: column)
    case .count(let number, let wrong):
      drawCount(number, wrong: wrong, on: &grid, row: row, column: column)
    }
  }

  /// As in `4 ✗1`, which ends where its title does.
  private func drawCount(
    _ number: Int,
    wrong: Int,
    on grid: inout Grid,
    row: Int,
    column: Int
  ) {
    let mark = wrong == 0 ? "" : wrong < 100 ? " ✗\(wrong)" : "✗99+"
    let width = place.width - mark.count
    let text = ShortText.count(number)
    draw(text, number == 0 ? .faint : .plain, on: &grid, row: row, column: column, width: width)
    grid.put(mark, row: row, column: column + width, width: mark.count, style: style(.failure))
  }

  private func draw(
    _ text: String,
    _ role: Role,
    on grid: inout Grid,
    row: Int,
    column: Int,
    width: Int
  ) {
    guard !text.isEmpty else { return }
    // No text has more columns than bytes, and most are short: those need no measuring.
    let fitting = text.utf8.count <= width ? text : TextWidth.truncated(text, to: width)
    let indent = place.alignsRight ? width - TextWidth.columns(of: fitting) : 0
    grid.put(fitting, row: row, column: column + indent, width: width - indent, style: style(role))
  }

  private func drawBar(
    _ progress: Double,
    isOver: Bool,
    on grid: inout Grid,
    row: Int,
    column: Int
  ) {
    let share = min(max(progress.isFinite ? progress : 0, 0), 1)
    let length = max(0, min(CellView.longestBar, place.width - 5))
    // In halves of a column, so that short bars differ where their numbers do.
    let halves = Int((share * Double(2 * length)).rounded(.down))
    let full = Bar.full(halves / 2) + (halves % 2 == 1 ? Bar.half : "")
    let width = (halves + 1) / 2
    let drawn = style(isOver ? .barEmpty : .barFull)
    grid.put(full, row: row, column: column, width: width, style: drawn)
    grid.put(
      Bar.empty(length - width),
      row: row,
      column: column + width,
      width: length - width,
      style: style(.barEmpty)
    )
    let percent = ShortText.percent(share)
    let words = style(isOver ? .faint : .plain)
    grid.put(percent, row: row, column: column + length, width: 5, style: words)
  }

  private func style(_ role: Role) -> Style {
    Style(role, selected: isSelected, dimmed: isStale)
  }
}
