import JobModel
import Screen

extension DashboardState {
  /// A character for whatever is being typed into.
  mutating func type(_ key: Key) {
    guard let top = overlays.popLast() else { return }
    switch top {
    case .filter(let input):
      type(key, into: input)
    case .command(var input):
      input.take(key)
      overlays.append(.command(input))
    case .count(var input, let server, _):
      input.take(key)
      overlays.append(.count(input, server: server))
    case .form(var form):
      form.type(key)
      overlays.append(.form(form))
    case .bulk(var plan):
      if plan.needsNumber { plan.input.take(key) }
      plan.isWrong = false
      overlays.append(.bulk(plan))
    case .export(var dialog):
      dialog.type(key)
      overlays.append(.export(dialog))
    case .copy, .sortMenu, .help, .quit:
      overlays.append(top)
    }
  }

  mutating func edit(_ action: Action) {
    switch (overlays.popLast(), action) {
    case (.form(var form), let action):
      form.perform(action)
      overlays.append(.form(form))
    case (.export(var dialog), let action):
      dialog.choose(by: action == .nextChoice ? 1 : -1)
      overlays.append(.export(dialog))
    case (.command(let input), .complete):
      overlays.append(.command(TextInput(Command.completed(input.text))))
    case (.filter(let input), .complete):
      complete(input)
    case (let other?, _):
      overlays.append(other)
    case (nil, _):
      break
    }
  }

  mutating func move(_ movement: Movement, at now: Timestamp) {
    switch overlays.popLast() {
    case .sortMenu(let marked):
      let count = JobColumn.all.count
      overlays.append(.sortMenu(marked: movement.moved(from: marked, count: count, page: count)))
    case .help(let line):
      overlays.append(.help(firstLine: scrolled(movement, from: line)))
    case let other?:
      overlays.append(other)
      moveCursor(movement)
    case nil where mode == .detail:
      scrollDetail(movement, at: now)
    case nil:
      moveCursor(movement)
    }
  }

  mutating func accept(at now: Timestamp) -> [DashboardEffect] {
    switch overlays.popLast() {
    case .command(let input): return run(input.text, at: now)
    case .count(let input, let server, _): return start(input.text, on: server, at: now)
    case .form(let form): return send(form, at: now)
    case .bulk(let plan): send(plan, at: now)
    case .export(let dialog): return export(dialog, at: now)
    case .sortMenu(let marked): table.sort(by: Sorting(column: marked))
    case .filter(let input): keepFilter(input)
    case .copy, .help, .quit, nil: break
    }
    return []
  }

  private func scrolled(_ movement: Movement, from line: Int) -> Int {
    let page = layout.body.height
    let count = HelpView.lines(width: layout.body.width).count
    return movement.moved(from: line, count: max(1, count - page + 1), page: page)
  }

  /// Scrolls the help by that many lines.
  mutating func scrollHelp(by step: Int) {
    guard case .help(let line) = overlays.last else { return }
    let count = HelpView.lines(width: layout.body.width).count
    overlays.removeLast()
    overlays.append(.help(firstLine: max(0, min(line + step, count - layout.body.height))))
  }

  /// Scrolls the details by that many lines.
  mutating func scrollDetail(by step: Int, at now: Timestamp) {
    let movement: Movement = step < 0 ? .up : .down
    for _ in 0..<abs(step) { scrollDetail(movement, at: now) }
  }

  private mutating func scrollDetail(_ movement: Movement, at now: Timestamp) {
    guard let pane = detail, let region = layout.detail, let row = selected else { return }
    let inside = DetailView.inside(of: region, layout.detailPlacement)
    let lines = DetailContent(row, in: self, width: inside.width, at: now).lines
    let page = max(1, inside.height)
    detail?.firstLine = movement.moved(
      from: pane.firstLine,
      count: max(1, lines.count - page + 1),
      page: page
    )
  }
}
