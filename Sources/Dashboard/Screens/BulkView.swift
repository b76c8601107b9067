import JobModel
import Screen

/// What an action on several jobs would do, and to which of them it cannot be done.
struct BulkView {
  let plan: BulkPlan
  let region: Region

  func draw(on grid: inout Grid) {
    let wrapped = lines
    let frame = FrameView(
      title: plan.action.title + " " + ShortText.jobs(plan.eligible.count),
      region: region.dialog(width: 72, height: wrapped.count + 2)
    )
    frame.draw(on: &grid)
    let inside = frame.inside
    for (offset, line) in shown(of: wrapped, height: inside.height).enumerated() {
      grid.put(line, row: inside.row + offset, column: inside.column, width: inside.width)
    }
    guard let number = plan.number, inside.height > 0 else { return }
    let row = inside.row + min(wrapped.count, inside.height) - 1
    drawPrompt(for: number, on: &grid, inside, row: row)
  }

  /// As many lines as there is room for, and how many there are beside them; the last is the prompt's.
  private func shown(of lines: [[Span]], height: Int) -> [[Span]] {
    guard lines.count > height else { return lines }
    let room = height - (plan.needsNumber ? 1 : 0)
    let all = lines.filter { !$0.isEmpty }
    guard room > 0, all.count > room else { return all }
    let more = all.count - room + 1
    let words = "… and \(more) more \(more == 1 ? "line" : "lines")"
    return all.prefix(room - 1) + [[Span(words, .faint)]]
  }

  private func drawPrompt(for number: Int, on grid: inout Grid, _ inside: Region, row: Int) {
    let label = "Type \(number) to go on: "
    PromptView(label: label, input: plan.input)
      .draw(on: &grid, row: row, column: inside.column, width: min(inside.width, label.count + 8))
    guard plan.isWrong || plan.hasChanged else { return }
    let text = plan.isWrong ? "  That is another number." : "  The number has changed."
    let column = inside.column + label.count + 8
    grid.put(
      text,
      row: row,
      column: column,
      width: max(0, inside.endColumn - column),
      style: Style(.error)
    )
  }

  /// Who they are stands between, as far as there is room.
  private var lines: [[Span]] {
    let width = region.dialog(width: 72, height: 1).width - 4
    let rest = wrapped(hidden, .attention, width) + left(width)
    let room = region.height - 2 - kinds.count - asks.count
    guard rest.count <= room else { return kinds + rest.filter { !$0.isEmpty } + asks }
    return kinds + names(atMost: room - rest.count, width) + rest + asks
  }

  private func names(atMost most: Int, _ width: Int) -> [[Span]] {
    let count = plan.eligible.count
    let shown = count <= min(most, plan.names.count) ? count : min(most - 1, plan.names.count)
    guard shown > 0 else { return [] }
    let lines = plan.names.prefix(shown).map {
      [Span("  " + TextWidth.truncated($0, to: width - 2), .faint)]
    }
    let more = "  and \(ShortText.total(count - shown)) more"
    return lines + (shown < count ? [[Span(more, .faint)]] : [])
  }

  /// As in `9 retry` and `3 create again`, where there are two ways.
  private var kinds: [[Span]] {
    let all: [PendingAction.Kind] = [.cancel, .retry, .createAgain]
    let counts = all.map { kind in (kind, plan.eligible.count { $0.kind == kind }) }
    let used = counts.filter { $0.1 > 0 }
    guard !used.isEmpty else {
      return [[Span("None of them can be \(plan.action.participle).", .attention)]]
    }
    return used.map { [Span(ShortText.total($0.1), .strong), Span(" " + $0.0.explanation)] }
  }

  private var hidden: String {
    guard plan.hiddenCount > 0 else { return "" }
    let whose = plan.eligible.isEmpty ? "the marked ones" : "them"
    return
      "\(plan.hiddenCount) of \(whose) \(plan.hiddenCount == 1 ? "is" : "are") hidden by the filter."
  }

  private func left(_ width: Int) -> [[Span]] {
    guard !plan.excluded.isEmpty else { return [] }
    let count = plan.excluded.reduce(0) { $0 + $1.count }
    if plan.excluded.count == 1, let (reason, _) = plan.excluded.first {
      return [[]] + wrapped("\(ShortText.total(count)) left alone: \(reason)", .faint, width)
    }
    let heading = [[], [Span("\(ShortText.total(count)) left alone:", .faint)]] as [[Span]]
    return heading
      + plan.excluded.prefix(6).flatMap { reason, count in
        wrapped("  \(ShortText.total(count)) \(reason)", .faint, width)
      }
  }

  private var asks: [[Span]] { plan.needsNumber ? [[], []] : [] }

  private func wrapped(_ text: String, _ role: Role, _ width: Int) -> [[Span]] {
    text.isEmpty ? [] : TextWrap.lines(of: text, width: width).map { [Span($0, role)] }
  }
}

extension PendingAction.Kind {
  fileprivate var explanation: String {
    switch self {
    case .cancel: "will be asked to stop"
    case .retry: "will be run again by their server"
    case .createAgain: "will be created again, as new jobs"
    }
  }
}
