import JobModel
import Screen

/// What is wrong, at a glance, while it is: `▸ 5 failed in the last 10 min, 4 of them: "bad codec"`.
struct VerdictLine {
  let state: DashboardState

  /// The line; nothing where less than two jobs failed lately.
  func spans(width: Int) -> [Span] {
    let recent = state.table.recentFailures
    guard recent.count >= 2 else { return [] }
    let count = ShortText.total(recent.count)
    var spans = [
      Span("▸ ", .failure), Span(count + " failed", .failure), Span(" in the last 10 min"),
    ]
    if let (group, most) = recent.largest, most > 1 {
      let share = most == recent.count ? "all" : ShortText.total(most)
      spans.append(Span(", \(share) of them: "))
      let reason = state.table.text(ofGroup: group)
      let text = reason == FailureGroups.noReason ? reason : "\"" + reason + "\""
      spans.append(Span(TextWidth.abridged(text, to: max(8, width - spans.width)), .strong))
    }
    let hint = "   \(state.keys.name(of: .groupFailures)) groups equal errors"
    if state.hasEqualFailures, !state.table.collapsesFailures, spans.width + hint.count <= width {
      spans.append(Span(hint, .faint))
    }
    return spans
  }
}
