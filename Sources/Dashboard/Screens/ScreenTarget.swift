import JobModel
import Screen

/// What a click or the wheel is about, as the screen stood when it happened.
enum ScreenTarget: Hashable, Sendable {
  case row(RunID)
  /// A server's chip.
  case server(String)
  /// The title of a column, by its place in `JobColumn.all`.
  case title(Int)
  /// A hint of the footer.
  case hint(Action)
  /// A line of the sort menu or of the column menu.
  case choice(Int)
  /// A line of the palette, by its place among those that fit.
  case entry(Int)
  /// What a line of the copy menu copies.
  case part(CopyPart)
  /// A field of a form, by its place.
  case field(Int, FormField.Part)
  /// What a line of the dialog that writes a file writes.
  case format(ExportFormat)
  /// A character of the name of that file.
  case text(Int)
  /// Somewhere in the table, the details, the help.
  case table, detail, help
}

extension DashboardState {
  /// What stands at a cell; nothing where a click means nothing.
  func target(row: Int, column: Int, at now: Timestamp) -> ScreenTarget? {
    let layout = layout
    guard !layout.isTooSmall else { return nil }
    if row == layout.footerRow {
      let view = FooterView(state: self, layout: layout)
      return view.binding(at: column, now: now).map { .hint($0.action) }
    }
    switch overlays.last {
    case .help: return layout.body.contains(row: row, column: column) ? .help : nil
    case .sortMenu, .columnMenu:
      guard let region = layout.menu, region.contains(row: row, column: column),
        let menu = overlays.last?.menu
      else { return nil }
      return MenuView(state: self, menu: menu, region: region).column(at: row).map { .choice($0) }
    case .command(let palette):
      return PaletteView(palette: palette, body: layout.body).entry(at: row).map { .entry($0) }
    case .copy(let part):
      let view = CopyView(state: self, marked: part, region: layout.body)
      return view.part(row: row, column: column).map { .part($0) }
    case .form(let form):
      return FormView(form: form, region: layout.body).target(row: row, column: column)
    case .export(let dialog):
      return exportView(dialog, layout).target(row: row, column: column)
    case .filter, .search, .bulk, .quit: return nil
    case nil: break
    }
    if row == 0 {
      let view = HeaderView(state: self, layout: layout, now: shownInstant(at: now))
      return view.server(at: column).map { .server($0) }
    }
    if let detail = layout.detail, detail.contains(row: row, column: column) { return .detail }
    guard layout.table.contains(row: row, column: column), !table.shown.isEmpty else { return nil }
    return tableTarget(row: row - layout.table.row, column: column - layout.table.column)
  }

  private func tableTarget(row: Int, column: Int) -> ScreenTarget {
    if row == 0 {
      let place = columns.places.last { layout.gutter + $0.start <= column }
      return place.map { .title($0.index) } ?? .table
    }
    let line = firstVisible + row - 1
    return line < table.shown.count ? .row(table.run(at: line)) : .table
  }
}

extension Region {
  /// Whether a cell lies in it.
  func contains(row: Int, column: Int) -> Bool {
    rows.contains(row) && columns.contains(column)
  }
}
