import JobModel
import Screen

extension DashboardState {
  /// A character for whatever is being typed into.
  mutating func type(_ key: Key, at now: Timestamp) {
    guard let top = overlays.popLast() else { return }
    switch top {
    case .filter(let input):
      type(key, into: input)
    case .search(let input):
      type(key, intoSearch: input, at: now)
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
    case .sortMenu, .help, .quit:
      overlays.append(top)
    }
  }

  mutating func edit(_ action: Action) {
    switch (overlays.popLast(), action) {
    case (.form(var form), let action):
      form.perform(action)
      overlays.append(.form(form))
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
    case nil where mode == .detail || mode == .found:
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
    case .sortMenu(let marked): table.sort(by: Sorting(column: marked))
    case .filter(let input): keepFilter(input)
    case .search: break
    case .help, .quit, nil: break
    }
    return []
  }

  private func scrolled(_ movement: Movement, from line: Int) -> Int {
    let page = layout.body.height
    let count = HelpView.lines(width: layout.body.width, own: ownCommands).count
    return movement.moved(from: line, count: max(1, count - page + 1), page: page)
  }

  private mutating func scrollDetail(_ movement: Movement, at now: Timestamp) {
    guard let pane = detail, let region = layout.detail else { return }
    let page = max(1, DetailView.inside(of: region, layout.detailPlacement).height)
    let count = detailLines(at: now).count
    let first = pane.firstLine(of: count, height: page)
    let line = movement.moved(from: first, count: max(1, count - page + 1), page: page)
    detail?.go(to: line, of: count, height: page)
  }
}
