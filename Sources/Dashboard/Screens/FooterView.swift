import JobModel
import Screen

/// The keys that matter now, on the last line.
struct FooterView {
  let state: DashboardState
  let layout: ScreenLayout

  func draw(on grid: inout Grid) {
    let row = layout.footerRow
    grid.fill(rows: row..<row + 1, columns: 0..<layout.size.columns, style: Style(.hintText))
    grid.put(FooterView.spans(bindings), row: row, column: 1, width: layout.size.columns - 2)
  }

  private var bindings: [Binding] {
    let hints = (state.keys.hints(in: state.mode) + playing).filter {
      isUseful($0.action) && !state.forbids($0.action)
    }
    .map { binding in
      switch binding.action {
      case .openDetail: binding.titled(detailTitle ?? binding.hint?.title)
      // Beside an open pane it closes that first.
      case .quit where state.mode == .table && state.detail != nil: binding.titled("Back")
      default: binding
      }
    }
    return FooterView.fitting(hints, width: layout.size.columns - 2)
  }

  /// What is worth knowing while a recording is played.
  private var playing: [Binding] {
    guard let replay = state.replay, !replay.hasEnded, [Mode].jobs.contains(state.mode) else {
      return []
    }
    let titles: [(Action, String)] = [
      (.freeze, replay.isPaused ? "Play" : "Pause"), (.faster, "Faster"), (.slower, "Slower"),
    ]
    return titles.compactMap { action, title in
      let binding = state.keys.bindings.first {
        $0.action == action && $0.modes.contains(state.mode)
      }
      return binding.flatMap { $0.keys.isEmpty ? nil : $0.titled(title) }
    }
  }

  /// What Enter does to what is selected where that is not to open its details.
  private var detailTitle: String? {
    guard state.mode == .table else { return nil }
    if let group = state.cursor.group { return state.table.isExpanded(group) ? "Fold" : "Expand" }
    guard state.detail != nil else { return nil }
    return state.keys.hints(in: .detail).first { $0.action == .openDetail }?.hint?.title
  }

  /// The hint that stands in a column; none where the footer's line shows something else.
  func binding(at column: Int, now: Timestamp) -> Binding? {
    guard layout.messageRow != layout.footerRow || !state.hasMessage(at: now) else { return nil }
    var end = 1
    for binding in bindings {
      let start = end
      end += FooterView.spans([binding]).width
      if (start..<end).contains(column) { return binding }
      end += FooterView.gap.width
    }
    return nil
  }

  /// Without a row, keys that are about rows would only be noise, and so would those for what the
  /// selected row's server does not offer.
  private func isUseful(_ action: Action) -> Bool {
    if action == .accept, case .bulk(let plan) = state.overlays.last, plan.eligible.isEmpty {
      return false
    }
    if state.lacksRow(for: action) { return false }
    if let operation = action.operation, !state.offers(operation) { return false }
    if action == .cancel, !suitsRow(.cancel) { return false }
    if action == .retry, !suitsRow(.retry) { return false }
    if action == .openLog, !state.offers(.log) { return false }
    if action == .groupFailures, !state.hasEqualFailures { return false }
    return switch action.subject {
    case .row, .table: !state.table.isEmpty
    case .server: !state.servers.isEmpty
    case .nothing: true
    }
  }

  /// Whether it can be done to the row under the cursor as that stands; of several rows the plan
  /// tells which.
  private func suitsRow(_ action: BulkAction) -> Bool {
    guard state.marks.isEmpty else { return true }
    // Those of a group have all failed, so that the first of them speaks for all.
    guard let job = state.selected?.job else { return true }
    return switch state.way(to: action, job) {
    case .success: true
    case .failure: false
    }
  }

  private static let gap = [Span("  ", .hintText)]

  /// Whole hints only: the lowest ranks go first.
  static func fitting(_ hints: [Binding], width: Int) -> [Binding] {
    var fitting = hints
    while spans(fitting).width > width {
      let lowest = fitting.indices.min { fitting[$0].rank < fitting[$1].rank }
      guard let lowest else { break }
      fitting.remove(at: lowest)
    }
    return fitting
  }

  private static func spans(_ hints: [Binding]) -> [Span] {
    let parts = hints.map { binding in
      [
        Span(binding.keys.first?.name ?? "", .hintKey),
        Span(" " + (binding.hint?.title ?? ""), .hintText),
      ]
    }
    return Array(parts.joined(separator: gap))
  }
}

extension Binding {
  fileprivate var rank: Int { hint?.rank ?? 0 }

  fileprivate func titled(_ title: String?) -> Binding {
    Binding(names, action, in: modes, help, title, rank)
  }
}
