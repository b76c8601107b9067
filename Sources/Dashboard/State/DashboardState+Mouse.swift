import JobModel
import Screen

extension DashboardState {
  /// How many lines a turn of the wheel moves.
  private static let wheelStep = 3

  func target(of event: DashboardEvent, at now: Timestamp) -> ScreenTarget? {
    guard case .mouse(let mouse) = event else { return nil }
    return target(row: mouse.row, column: mouse.column, at: now)
  }

  mutating func follow(
    _ kind: Mouse.Kind,
    over target: ScreenTarget,
    at now: Timestamp
  ) -> [DashboardEffect] {
    switch kind {
    case .press: return click(target, at: now)
    case .wheelUp: turn(-1, over: target, at: now)
    case .wheelDown: turn(1, over: target, at: now)
    }
    return []
  }

  /// The left button went down there.
  private mutating func click(_ target: ScreenTarget, at now: Timestamp) -> [DashboardEffect] {
    holdOrder(at: now)
    switch target {
    case .row(let run): select(run)
    case .server(let name): toggleServer(name, at: now)
    case .title(let column): sort(byTitle: column)
    case .hint(let action):
      if action.subject == .row { cursor.isBound = cursor.run != nil }
      return perform(action, at: now)
    case .choice(let column):
      if case .columnMenu = overlays.last {
        overlays[overlays.count - 1] = .columnMenu(marked: column)
        toggleColumn(at: now)
      } else {
        overlays.removeLast()
        table.sort(by: Sorting(column: column))
      }
    case .entry(let place):
      markEntry { $0.mark(place) }
      guard case .command(let palette)? = overlays.last, let entry = palette.chosen else { break }
      // What is typed behind a command's name is meant with it.
      if palette.command != nil, palette.input.text.contains(" ") {
        return perform(.accept, at: now)
      }
      overlays.removeLast()
      return carryOut(entry, of: palette, at: now)
    case .part(let part): return perform(.copy(part), at: now)
    case .field, .format, .text: point(at: target)
    case .detail: detail?.isFocused = true
    case .table, .help: break
    }
    return []
  }

  /// Goes to that place of a dialog.
  private mutating func point(at target: ScreenTarget) {
    switch (overlays.popLast(), target) {
    case (.form(var form), .field(let index, let part)):
      form.go(to: index, part)
      overlays.append(.form(form))
    case (.export(var dialog), .format(let format)):
      dialog.choose(format)
      overlays.append(.export(dialog))
    case (.export(var dialog), .text(let place)):
      dialog.go(to: place)
      overlays.append(.export(dialog))
    case (let other?, _): overlays.append(other)
    case (nil, _): break
    }
  }

  private mutating func markEntry(_ mark: (inout Palette) -> Void) {
    guard case .command(var palette)? = overlays.last else { return }
    mark(&palette)
    overlays[overlays.count - 1] = .command(palette)
  }

  /// Goes to a row; on the one that is selected already, opens its details.
  private mutating func select(_ run: RunID) {
    guard let position = table.position(of: run) else { return }
    detail?.isFocused = false
    guard cursor.run != run || !cursor.isBound else {
      detail = detail ?? DetailPane()
      return
    }
    cursor = Cursor(run: run, position: position, isBound: true)
    detail?.firstLine = 0
    followRange()
  }

  private mutating func sort(byTitle column: Int) {
    var sorting = table.sorting
    if sorting.column == column {
      sorting.isDescending.toggle()
    } else {
      sorting = Sorting(column: column)
    }
    table.sort(by: sorting)
  }

  /// The wheel turned there, away from the user (-1) or towards (1).
  private mutating func turn(_ direction: Int, over target: ScreenTarget, at now: Timestamp) {
    let step = direction * DashboardState.wheelStep
    switch target {
    case .row, .table:
      holdOrder(at: now)
      scrollTable(by: step)
    case .detail: scrollDetail(by: step, at: now)
    case .help: scrollHelp(by: step)
    case .entry: markEntry { $0.mark($0.marked + direction) }
    case .server, .title, .hint, .choice, .part, .field, .format, .text: break
    }
  }

  /// Moves the rows; the cursor stays on its job as long as that is on the screen.
  private mutating func scrollTable(by step: Int) {
    let count = table.shown.count
    let visible = layout.visibleRows
    guard count > visible, visible > 0 else { return }
    firstVisible = max(0, min(firstVisible + step, count - visible))
    let position = max(firstVisible, min(cursor.position, firstVisible + visible - 1))
    cursor = Cursor(run: table.run(at: position), position: position, isBound: true)
  }
}
