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
    case .bar(let progress):
      drawBar(progress, on: &grid, row: row, column: column)
    case .count(let number, let wrong):
      drawCount(number, wrong: wrong, on: &grid, row: row, column: column)
    }
  }

  /// How much is said beside a number at most, as in ` ✗12`.
  private static let beside = 4

  /// The number stands in one place, whether something is said beside it or not.
  private func drawCount(
    _ number: Int,
    wrong: Int,
    on grid: inout Grid,
    row: Int,
    column: Int
  ) {
    let width = place.width - Self.beside
    let text = ShortText.count(number)
    draw(text, number == 0 ? .faint : .plain, on: &grid, row: row, column: column, width: width)
    guard wrong > 0 else { return }
    let mark = wrong < 100 ? " ✗\(wrong)" : "✗99+"
    grid.put(mark, row: row, column: column + width, width: Self.beside, style: style(.failure))
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

  private func drawBar(_ progress: Double, on grid: inout Grid, row: Int, column: Int) {
    let share = min(max(progress.isFinite ? progress : 0, 0), 1)
    let length = max(0, min(CellView.longestBar, place.width - 5))
    // In halves of a column, so that short bars differ where their numbers do.
    let halves = Int((share * Double(2 * length)).rounded(.down))
    let full = Bar.full(halves / 2) + (halves % 2 == 1 ? Bar.half : "")
    let width = (halves + 1) / 2
    grid.put(full, row: row, column: column, width: width, style: style(.barFull))
    grid.put(
      Bar.empty(length - width),
      row: row,
      column: column + width,
      width: length - width,
      style: style(.barEmpty)
    )
    let percent = ShortText.percent(share)
    grid.put(percent, row: row, column: column + length, width: 5, style: style(.plain))
  }

  private func style(_ role: Role) -> Style {
    Style(role, selected: isSelected, dimmed: isStale)
  }
}
