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
    let words = states(asking: "asking", \.rawValue)
    for (first, separator) in [(total + scope, "   "), (total + scope, "  "), (total, "  ")] {
      let line = joined([first] + words + silent, separator)
      if line.width <= width { return line }
    }
    // That what is shown is old is worth more than the last of the states.
    var parts = [total] + states(asking: JobState.submitting.glyph, \.glyph)
    var rest = silent
    while parts.count > 1, joined(parts + rest, "  ").width > width {
      parts.removeLast()
      // Nobody is to add up what is there.
      rest = [[Span("…", .faint)]] + silent
    }
    return joined(parts + rest, "  ")
  }

  private func states(asking: String, _ word: (JobState) -> String) -> [[Span]] {
    let counts = state.table.counts
    let isOld = state.isOutOfTouch
    let first = [Span(ShortText.total(counts.asking) + " " + asking, .faint)]
    let others = TotalsLine.order.filter { counts[$0] > 0 }.map { state in
      let role = isOld && state.isActive ? .faint : state.role
      return [Span(ShortText.total(counts[state]) + " " + word(state), role)]
    }
    return (counts.asking > 0 ? [first] : []) + others
  }

  /// How many of those that work are of servers that do not answer.
  private var silent: [[Span]] {
    let count = state.silentCount
    return count > 0 ? [[Span("\(ShortText.total(count)) out of touch", .attention)]] : []
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
