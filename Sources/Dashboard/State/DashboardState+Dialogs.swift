import JobModel
import Screen

extension DashboardState {
  /// A character for whatever is being typed into.
  mutating func type(_ key: Key, at now: Timestamp) {
    guard let top = overlays.popLast() else { return }
    if let (input, taker) = top.typed, let sentence = input.refusal(of: key, by: taker) {
      return refuse(sentence, in: top, at: now)
    }
    switch top {
    case .filter(let input):
      type(key, into: input)
    case .search(let input):
      type(key, intoSearch: input, at: now)
    case .command(var palette):
      palette.type(key)
      overlays.append(.command(palette))
    case .help(var page) where page.isTyping:
      page.search.take(key)
      page.firstLine = 0
      overlays.append(.help(page))
    case .form(var form):
      form.type(key)
      overlays.append(.form(form))
    case .bulk(var plan):
      if plan.needsNumber { plan.input.take(key) }
      (plan.isWrong, plan.hasChanged) = (false, false)
      overlays.append(.bulk(plan))
    case .export(var dialog):
      dialog.type(key)
      overlays.append(.export(dialog))
    case .copy, .sortMenu, .columnMenu, .help, .quit:
      overlays.append(top)
    }
  }

  /// Says why what was pasted is not taken; what stands there stays.
  private mutating func refuse(_ sentence: String, in top: Overlay, at now: Timestamp) {
    if case .command(var palette) = top {
      palette.mistake = sentence
      overlays.append(.command(palette))
    } else {
      overlays.append(top)
      notice = .news(sentence, at: now)
    }
  }

  mutating func edit(_ action: Action) {
    switch (overlays.popLast(), action) {
    case (.form(var form), let action):
      form.perform(action)
      overlays.append(.form(form))
    case (.copy(let part), let action):
      overlays.append(.copy(marked: part.moved(by: action == .nextChoice ? 1 : -1)))
    case (.export(var dialog), let action):
      dialog.choose(by: action == .nextChoice ? 1 : -1)
      overlays.append(.export(dialog))
    case (.command(var palette), .complete):
      palette.complete()
      overlays.append(.command(palette))
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
    case .columnMenu(let marked):
      let count = JobColumn.all.count
      let place = movement.moved(from: marked, count: count, page: count)
      overlays.append(.columnMenu(marked: place))
    case .command(let palette) where recalls(movement, in: palette):
      overlays.append(.command(palette))
      recall(movement == .up ? .back : .forward, at: now)
    case .command(var palette):
      palette.move(movement)
      overlays.append(.command(palette))
    case .help(var page):
      page.firstLine = scrolled(movement, page)
      overlays.append(.help(page))
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
    case .command(let palette):
      keepLine(palette.input.text, of: .command)
      return accept(palette, at: now)
    case .search(let input): keepLine(input.text, of: .search)
    case .help(var page):
      page.isTyping = false
      overlays.append(.help(page))
    case .form(let form): return send(form, at: now)
    case .bulk(let plan): send(plan, at: now)
    case .export(let dialog): return export(dialog, at: now)
    case .sortMenu(let marked): table.sort(by: Sorting(column: marked))
    case .filter(let input): keepFilter(input)
    case .copy(let part): return copy(part, at: now)
    case .columnMenu, .quit, nil: break
    }
    return []
  }

  private func scrolled(_ movement: Movement, _ help: HelpPage) -> Int {
    let page = layout.body.height
    let count = HelpView(state: self, page: help, region: layout.body).lines.count
    return movement.moved(from: help.firstLine, count: max(1, count - page + 1), page: page)
  }

  /// Scrolls the help by that many lines.
  mutating func scrollHelp(by step: Int) {
    guard case .help(var page) = overlays.last else { return }
    let count = HelpView(state: self, page: page, region: layout.body).lines.count
    page.firstLine = max(0, min(page.firstLine + step, count - layout.body.height))
    overlays[overlays.count - 1] = .help(page)
  }

  /// Scrolls the details by that many lines.
  mutating func scrollDetail(by step: Int, at now: Timestamp) {
    let movement: Movement = step < 0 ? .up : .down
    for _ in 0..<abs(step) { scrollDetail(movement, at: now) }
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
