import JobModel
import Screen

extension DashboardState {
  /// The screen at that instant.
  package func rendered(size: Size, at now: Timestamp) -> Grid {
    var grid = Grid(size: size)
    let layout = ScreenLayout(self, size: size)
    guard !layout.isTooSmall else {
      let least = ScreenLayout.least
      let text =
        "jobtop needs \(least.columns)×\(least.rows), this is \(size.columns)×\(size.rows)"
      let wrapped = TextWrap.lines(of: text, width: size.columns)
      for (row, line) in (wrapped.count <= size.rows ? wrapped : [text]).enumerated() {
        grid.put(line, row: row, column: 0, fitting: size.columns, role: .attention)
      }
      return grid
    }
    HeaderView(state: self, layout: layout, now: shownInstant(at: now)).draw(on: &grid)
    drawBody(on: &grid, layout, at: now)
    FooterView(state: self, layout: layout).draw(on: &grid)
    let help = help(layout)
    MessageLine(state: self, layout: layout, now: now, help: help).draw(on: &grid)
    if case .filter(let input) = overlays.last, let row = layout.hintRow {
      FilterHint(state: self, input: input).draw(on: &grid, row: row, width: size.columns)
    }
    drawOverlays(on: &grid, layout, help)
    drawNoticeAbovePrompt(on: &grid, layout)
    return grid
  }

  /// What has just happened, above a line that is being typed in its place.
  private func drawNoticeAbovePrompt(on grid: inout Grid, _ layout: ScreenLayout) {
    guard let notice, let top = overlays.last else { return }
    switch top {
    case .filter, .search: break
    case .help(let page) where page.isTyping: break
    case .help, .command, .form, .bulk, .copy, .export, .sortMenu, .columnMenu, .quit: return
    }
    let width = size.columns - 2
    let lines = TextWrap.lines(of: notice.text, width: width).prefix(3)
    let first = layout.messageRow - lines.count
    grid.fill(rows: first..<layout.messageRow, columns: 0..<size.columns, style: .plain)
    for (offset, line) in lines.enumerated() {
      let role: Role = notice.isTrouble ? .error : .notice
      grid.put(line, row: first + offset, column: 1, fitting: width, role: role)
    }
  }

  /// The help where it is open: what is long to make is made once for all who show of it.
  private func help(_ layout: ScreenLayout) -> HelpView? {
    for case .help(let page) in overlays {
      return HelpView(state: self, page: page, region: layout.body)
    }
    return nil
  }

  private func drawBody(on grid: inout Grid, _ layout: ScreenLayout, at now: Timestamp) {
    if let region = layout.menu, let menu = overlays.last(where: { $0.menu != nil })?.menu {
      MenuView(state: self, menu: menu, region: region).draw(on: &grid)
    }
    if let region = layout.detail {
      DetailView(state: self, layout: layout, region: region, now: shownInstant(at: now)).draw(
        on: &grid
      )
    }
    guard layout.table.height > 0 else { return }
    if table.shown.isEmpty {
      EmptyView(state: self, region: layout.table, now: now).draw(on: &grid)
    } else {
      TableView(state: self, layout: layout, now: now).draw(on: &grid)
    }
  }

  func exportView(_ dialog: ExportDialog, _ layout: ScreenLayout) -> ExportView {
    ExportView(
      dialog: dialog,
      rows: marks.isEmpty ? table.passingRows.count : marks.count,
      areMarked: !marks.isEmpty,
      region: layout.body
    )
  }

  private func drawOverlays(on grid: inout Grid, _ layout: ScreenLayout, _ help: HelpView?) {
    for overlay in overlays {
      switch overlay {
      case .help(let page):
        if !page.isTyping { grid.cursor = nil }
        help?.draw(on: &grid)
      case .command(let palette):
        PaletteView(palette: palette, body: layout.body).draw(on: &grid)
      case .form(let form):
        FormView(form: form, region: layout.body).draw(on: &grid)
      case .bulk(let plan):
        BulkView(plan: plan, region: layout.body).draw(on: &grid)
      case .copy(let part):
        CopyView(state: self, marked: part, region: layout.body).draw(on: &grid)
      case .export(let dialog):
        exportView(dialog, layout).draw(on: &grid)
      case .filter, .search, .sortMenu, .columnMenu, .quit:
        break
      }
    }
  }
}
