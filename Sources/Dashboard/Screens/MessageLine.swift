import JobModel
import Screen

extension DashboardState {
  /// Whether the message line has something at its left; on small screens it is the footer's.
  func hasMessage(at now: Timestamp) -> Bool {
    sentence(at: now) != nil || !overlays.isEmpty || !table.filter.isEmpty
  }
}

/// The line above the footer: what is being typed, what has just happened, what is filtered; on
/// its right why rows stand still, and how many match.
struct MessageLine {
  let state: DashboardState
  let layout: ScreenLayout
  let now: Timestamp
  /// The help that is open.
  var help: HelpView?

  func draw(on grid: inout Grid) {
    if let notice = state.sentence(at: now), prompt == nil, drawLong(notice, on: &grid) { return }
    let right = right
    let left = left
    // On small screens this is the footer's line, and keys are more useful than a blank.
    let isShared = layout.messageRow == layout.footerRow
    guard !isShared || prompt != nil || !left.isEmpty && !isUnderDialog else { return }
    let row = layout.messageRow
    let width = layout.size.columns - 2
    grid.fill(rows: row..<row + 1, columns: 0..<layout.size.columns, style: .plain)
    let rightWidth = min(right.width, width)
    let leftWidth = width - (rightWidth > 0 ? rightWidth + 2 : 0)
    if let prompt {
      prompt.draw(on: &grid, row: row, column: 1, width: leftWidth)
    } else if let only = left.first {
      grid.put(only.text, row: row, column: 1, fitting: leftWidth, role: only.role)
    }
    grid.put(right, row: row, column: 1 + width - rightWidth, width: rightWidth)
  }

  /// A sentence that is wider than the line takes the lines above for its while: what is said at the
  /// right is so of the whole screen, and stays.
  private func drawLong(_ notice: Notice, on grid: inout Grid) -> Bool {
    if case .quit = state.overlays.last { return false }
    let width = layout.size.columns - 2
    let fits = TextWidth.columns(of: notice.text) + (right.isEmpty ? 0 : right.width + 2) <= width
    guard !fits else { return false }
    let lines = TextWrap.lines(of: notice.text, width: width).prefix(Self.mostLines)
    let first = layout.messageRow - lines.count + (right.isEmpty ? 1 : 0)
    grid.fill(
      rows: first..<layout.messageRow + 1,
      columns: 0..<layout.size.columns,
      style: .plain
    )
    for (offset, line) in lines.enumerated() {
      let role: Role = notice.isTrouble ? .error : .notice
      grid.put(line, row: first + offset, column: 1, fitting: width, role: role)
    }
    let rightWidth = min(right.width, width)
    grid.put(right, row: layout.messageRow, column: 1 + width - rightWidth, width: rightWidth)
    return true
  }

  private static let mostLines = 4

  private var prompt: PromptView? {
    switch state.overlays.last {
    case .filter(let input):
      PromptView(
        label: "/",
        input: input,
        mistake: Filter.mistake(in: input.text)?.place
      )
    case .search(let input): PromptView(label: "Find: ", input: input)
    case .command(let palette): PromptView(label: ":", input: palette.input)
    case .help(let page) where page.isTyping: PromptView(label: "/", input: page.search)
    case .form, .bulk, .copy, .export, .sortMenu, .columnMenu, .help, .quit, nil: nil
    }
  }

  private var left: [Span] {
    if case .quit = state.overlays.last { return [unsent] }
    if let notice = state.sentence(at: now) {
      return [Span(notice.text, notice.isTrouble ? .error : .notice)]
    }
    if state.mode == .found, let search = state.detail?.search {
      return [Span("Find: " + search.text, .input)]
    }
    let filter = state.table.filter
    return filter.isEmpty ? hidden : [Span("/" + filter.text, .input)]
  }

  private var unsent: Span {
    let count = state.unsentCount
    let what = count == 1 ? "1 action is" : "\(ShortText.total(count)) actions are"
    if state.leavesWhenSent {
      let rest = "\(ShortText.total(count)) still to be sent, then jobtop ends: q drops, Esc stays"
      return Span(rest, .attention)
    }
    return Span(what + " not sent yet: ! sends, q drops, Esc stays", .attention)
  }

  /// How many rows are above and below the screen, where it cannot show them all.
  private var hidden: [Span] {
    guard layout.messageRow != layout.footerRow, layout.table.height > 0,
      state.overlays.last?.hidesTable != true
    else { return [] }
    let count = state.table.shown.count
    let first = min(state.firstVisible, count)
    let last = min(count, first + layout.visibleRows)
    guard first > 0 || last < count else { return [] }
    let above = first > 0 ? "↑ \(ShortText.total(first)) more" : ""
    let below = last < count ? "↓ \(ShortText.total(count - last)) more" : ""
    return [Span(above + (above.isEmpty || below.isEmpty ? "" : "  ") + below, .faint)]
  }

  /// On small screens the keys of a dialog are worth more than what is so below it.
  private var isUnderDialog: Bool {
    switch state.overlays.last {
    case .form, .bulk, .copy, .export, .sortMenu, .columnMenu, .help: true
    case .filter, .search, .command, .quit, nil: false
    }
  }

  private var right: [Span] {
    if case .quit = state.overlays.last { return [] }
    // What is typed needs the room, and only what it finds is of use beside it, and why that waits.
    let beside = layout.size.columns >= 80 ? held : []
    let parts = prompt == nil ? standing + found : beside + found
    return Array(parts.joined(separator: [Span("   ")]))
  }

  /// How long rows keep their places, and stay where they no longer belong.
  private var held: [[Span]] {
    guard let heldUntil = state.heldUntil, heldUntil > now, layout.table.height > 2,
      state.table.shown.count > 1, state.overlays.last?.hidesTable != true
    else { return [] }
    return [[Span("order held \(now.countdown(to: heldUntil))s", .attention)]]
  }

  /// Why the screen is not as it would be by itself.
  private var standing: [[Span]] {
    var parts = held
    if let instant = state.past.instant {
      let end = state.replay?.hasEnded == true ? state.freeze?.since ?? now : now
      let age = ShortText.age(max(0, end.wholeSecond - instant.wholeSecond))
      parts.append([Span("rewound by \(age), End returns", .attention)])
    } else if state.replay?.hasEnded == true {
      let key = state.keys.name(of: .travel(.changeBack))
      parts.append([Span("the recording ends here, \(key) goes back", .attention)])
    } else if state.replay?.isPaused == true {
      parts.append([Span("paused, \(state.keys.name(of: .freeze)) goes on", .attention)])
    } else if let freeze = state.freeze {
      let age = ShortText.age(now.wholeSecond - freeze.since.wholeSecond)
      let count =
        freeze.count == 1 ? "1 change waits" : "\(ShortText.total(freeze.count)) changes wait"
      let key = state.keys.name(of: .freeze)
      parts.append([Span("frozen for \(age), \(count), \(key) goes on", .attention)])
    }
    if state.isMisconfigured {
      let words = layout.size.columns < 80 ? "config mistake" : "mistake in the configuration"
      parts.append([Span(words + ", :messages", .error)])
    }
    let queued = state.actions.queuedCount
    if queued > 1 {
      let key = state.keys.name(of: .undo)
      let words = "\(ShortText.total(queued)) are being sent, \(key) takes back what is not yet"
      parts.append([Span(words, .attention)])
    }
    for batch in state.batches {
      let label = batch.label.isEmpty ? "" : batch.label + ": "
      let count = "\(ShortText.total(batch.started)) of \(ShortText.total(batch.count))"
      let key = state.keys.name(of: .undo)
      parts.append([Span(label + count + " started, \(key) stops", .attention)])
    }
    if state.table.collapsesFailures, state.overlays.last?.hidesTable != true {
      parts.append([Span("equal errors in one line", .faint)])
    }
    if !state.downloads.isEmpty { parts.append([Span(downloads, .notice)]) }
    if !state.marks.isEmpty {
      let range = state.marks.isRange ? ", \(state.keys.name(of: .markRange)) ends the range" : ""
      let hidden = state.hiddenMarkCount
      let unseen = hidden > 0 ? ", \(ShortText.total(hidden)) of them not shown" : ""
      let key = range.isEmpty ? ", \(state.keys.name(of: .unmark)) unmarks" : range
      let count = ShortText.total(state.marks.count)
      parts.append([Span(count + " marked" + unseen + key, .attention)])
    }
    if let (digit, view) = state.activeView {
      let name = view.name.isEmpty ? "" : " " + view.name
      parts.append([Span("view \(digit)" + name, .match)])
    }
    if let sorted = hiddenSorting { parts.append([Span(sorted, .faint)]) }
    return parts
  }

  /// What was looked for, and how much of it there is.
  private var found: [[Span]] {
    var parts: [[Span]] = []
    if let search = state.detail?.search, [.search, .found].contains(state.mode) {
      parts.append([Span(search.position, search.matches.isEmpty ? .attention : .match)])
    }
    if case .help = state.overlays.last, let position = help?.position {
      return [[Span(position, .faint)]]
    }
    if !state.table.filter.isEmpty {
      let lines = state.table.collapsesFailures ? state.table.passingRows : nil
      let shown = ShortText.total(lines?.count ?? state.table.shown.count)
      let all = ShortText.total(state.table.rows.count)
      if state.table.filter.hasGivenUp {
        parts.append([Span("the expression takes too long, try a word", .error)])
      }
      let text = state.table.searched.map { "\(shown) so far, \(Int($0 * 100)) % searched" }
      parts.append([Span(text ?? "\(shown) of \(all)", .match)])
    }
    return parts
  }

  /// What is being saved, and how far it is.
  private var downloads: String {
    let all = state.downloads.values
    return all.count == 1 ? all.first?.words ?? "" : "↓ \(all.count) files"
  }

  /// What the rows are sorted by, where its column has no room to say so itself.
  private var hiddenSorting: String? {
    guard !state.table.isEmpty, layout.table.height > 0 else { return nil }
    let sorting = state.table.sorting
    guard !state.columns.places.contains(where: { $0.index == sorting.column }) else { return nil }
    let title = JobColumn.all[sorting.column].title
    return "sorted by " + title + (sorting.isDescending ? "▽" : "△")
  }
}
