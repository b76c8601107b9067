import JobModel
import Screen

/// How many jobs there are in all, and how they stand: `412 jobs   38 running   6 pending`.
struct TotalsLine {
  let state: DashboardState

  private static let order: [JobState] = [
    .running, .pending, .submitting, .unconfirmed, .failed, .refused, .lost, .cancelled,
    .completed,
  ]

  /// With words where they fit, else with glyphs; what still does not fit is left out at the end.
  func spans(width: Int) -> [Span] {
    for separator in ["   ", "  "] {
      let words = joined([total + scope] + states { " " + $0.rawValue }, separator)
      if words.width <= width { return words }
    }
    var parts = [total] + states { " " + $0.glyph }
    while parts.count > 1, joined(parts, "  ").width > width { parts.removeLast() }
    return joined(parts, "  ")
  }

  private func states(_ word: (JobState) -> String) -> [[Span]] {
    let counts = state.table.counts
    return TotalsLine.order.filter { counts[$0] > 0 }.map { state in
      [Span(ShortText.total(counts[state]) + word(state), state.role)]
    }
  }

  private var scope: [Span] {
    let count = state.servers.count
    return count > 1 ? [Span(" on \(count) servers")] : []
  }

  /// All that are known, whatever the filter hides; a list that was cut says so by its plus.
  private var total: [Span] {
    let isCapped = state.statuses.values.contains(where: \.isListCapped)
    let count = state.table.rows.count
    let number = ShortText.total(count) + (isCapped ? "+" : "")
    return [Span(number, .strong), Span(count == 1 ? " job" : " jobs")]
  }

  private func joined(_ parts: [[Span]], _ separator: String) -> [Span] {
    Array(parts.joined(separator: [Span(separator)]))
  }
}
