import Screen

/// Where everything stands on a screen of some size.
///
///     header      two lines: servers, totals
///     (blank)     from 20 rows on; what failed lately stands here
///     body        table; a menu on its left, details on its right or below it
///     hint        while a filter is typed: how, or what is wrong with it
///     message     prompt, notice, filter; on the last line where there are fewer than 12 rows
///     footer
struct ScreenLayout: Sendable {
  let size: Size
  let body: Region
  let menu: Region?
  let table: Region
  let detail: Region?
  let detailPlacement: DetailPlacement
  let hintRow: Int?
  /// The blank line above the body, where what failed lately is told.
  let verdictRow: Int?
  let messageRow: Int
  let footerRow: Int

  enum DetailPlacement: Hashable, Sendable {
    case closed, right, below, full
  }

  /// Below that there is only room to say so.
  static let least = Size(columns: 40, rows: 8)

  init(_ state: DashboardState, size: Size) {
    self.size = size
    footerRow = size.rows - 1
    messageRow = size.rows < 12 ? footerRow : footerRow - 1
    let top = size.rows < 20 ? 2 : 3
    verdictRow = size.rows < 20 ? nil : top - 1
    hintRow = state.overlays.last?.mode == .filter ? messageRow - 1 : nil
    let end = hintRow ?? messageRow
    body = Region(row: top, column: 0, width: size.columns, height: max(0, end - top))
    var rest = body
    menu = ScreenLayout.takeMenu(from: &rest, state)
    (detailPlacement, detail) = ScreenLayout.takeDetail(from: &rest, state, size)
    table = rest
  }

  var isTooSmall: Bool {
    size.columns < ScreenLayout.least.columns || size.rows < ScreenLayout.least.rows
  }

  var showsClock: Bool { size.columns >= 60 }

  /// Blank columns and the cursor's mark at the left of every row.
  var gutter: Int { size.columns < 80 ? 2 : 3 }

  /// What columns may take of the table's width.
  var tableWidth: Int { table.width - gutter - 1 }

  /// Rows of the table below its titles.
  var visibleRows: Int { max(0, table.height - 1) }

  private static func takeMenu(from rest: inout Region, _ state: DashboardState) -> Region? {
    guard state.overlays.contains(where: { $0.menu != nil }) else { return nil }
    var menu = rest
    menu.width = min(rest.width, MenuView.width)
    rest = rest.droppingLeft(menu.width)
    return menu
  }

  private static func takeDetail(
    from rest: inout Region,
    _ state: DashboardState,
    _ size: Size
  ) -> (DetailPlacement, Region?) {
    guard state.detail != nil else { return (.closed, nil) }
    var pane = rest
    if size.columns >= 120 {
      // From 50 columns on an identifier of 36 stands on one line.
      pane.width = max(50, rest.width * 2 / 5)
      rest.width -= pane.width
      pane.column = rest.endColumn
      return (.right, pane)
    }
    guard size.rows >= 30 else {
      // A menu is about the table, which is looked at while one chooses.
      guard !state.overlays.contains(where: { $0.menu != nil }) else { return (.closed, nil) }
      rest.height = 0
      return (.full, pane)
    }
    pane.height = rest.height / 2
    rest.height -= pane.height
    pane.row = rest.row + rest.height
    return (.below, pane)
  }
}
