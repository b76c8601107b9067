import Screen

/// Every key, column, state and command, made from the tables that drive them.
struct HelpView {
  /// The lines that are looked for; where there is no room beside a name, what it means stands below
  /// it, and where there is room for two lines, two stand side by side.
  let lines: [[Span]]
  private let page: HelpPage
  private let region: Region

  init(state: DashboardState, page: HelpPage, region: Region) {
    self.page = page
    self.region = region
    lines = HelpText(state: state).lines(with: page.search.text, region)
  }

  func draw(on grid: inout Grid) {
    grid.fill(rows: region.rows, columns: region.columns, style: .plain)
    for (offset, line) in lines[visible(of: lines.count)].enumerated() {
      grid.put(line, row: region.row + offset, column: 1, width: region.width - 2)
    }
    if lines.isEmpty {
      grid.put("No line has these words.", row: region.row, column: 1, style: Style(.faint))
    }
  }

  /// How far it has been read; nothing where all of it is to be seen.
  var position: String? {
    let count = lines.count
    let visible = visible(of: count)
    return visible.count < count ? "\(visible.upperBound) of \(count)" : nil
  }

  private func visible(of count: Int) -> Range<Int> {
    let first = max(0, min(page.firstLine, count - region.height))
    return first..<min(count, first + region.height)
  }
}
