import JobModel
import Screen

/// The two lines at the top.
///
///      jobtop  ● demo  push 12 ms   ○ ray  retry in 7 s (3)                      14:03:22
///      412 jobs   38 running   6 pending   361 completed          12.4/min  p50 41 s
struct HeaderView {
  let state: DashboardState
  let layout: ScreenLayout
  let now: Timestamp

  func draw(on grid: inout Grid) {
    let width = layout.size.columns
    var end = width - 1
    let stillness = stillness
    if layout.showsClock || stillness != nil {
      let clock = layout.showsClock ? ShortText.clock(now, utcOffset: state.utcOffset) : nil
      let text = [stillness, clock].compactMap(\.self).joined(separator: " ")
      end -= TextWidth.columns(of: text)
      grid.put(text, row: 0, column: end, style: Style(stillness == nil ? .faint : .attention))
      end -= 2
    }
    grid.put("jobtop", row: 0, column: 1, style: Style(.title))
    if let nature, width >= 60 || state.replay != nil {
      end -= TextWidth.columns(of: nature)
      grid.put(nature, row: 0, column: end, style: Style(.chipWarning))
      end -= 2
    }
    if let sign = recordingSign(width: width) {
      end -= TextWidth.columns(of: sign)
      grid.put(sign, row: 0, column: end, style: Style(.faint))
      end -= 2
    }
    let chips = state.servers.map { server in
      ServerChip(
        server.name,
        status: state.statuses[server.name],
        now: now,
        utcOffset: state.utcOffset,
        nameRole: state.serverRoles[server.name] ?? .strong
      )
    }
    grid.put(ServerChip.line(of: chips, width: end - 9), row: 0, column: 9, width: end - 9)
    if !state.servers.isEmpty { drawTotals(on: &grid, width: width - 2) }
    if let row = layout.verdictRow, !state.isRewound {
      let verdict = VerdictLine(state: state).spans(width: width - 2)
      grid.put(verdict, row: row, column: 1, width: width - 2)
    }
  }

  /// Why the screen stands still, where it does.
  private var stillness: String? {
    if state.isRewound { return "rewound" }
    if state.replay?.hasEnded == true { return "ended" }
    if state.replay?.isPaused == true { return "paused" }
    return state.freeze == nil ? nil : "frozen"
  }

  /// What kind of dashboard this is, where that is not to watch and to act.
  private var nature: String? {
    if let replay = state.replay { return "replay " + replay.pace }
    return state.isReadOnly ? "read-only" : nil
  }

  /// That what is seen is written down; that names are hidden in it, where there is room to say so.
  private func recordingSign(width: Int) -> String? {
    guard let scope = state.recorded else { return nil }
    return width >= 60 ? scope.sign : RecordingScope.everything.sign
  }

  private func drawTotals(on grid: inout Grid, width: Int) {
    let totals = TotalsLine(state: state).spans(width: width)
    let used = grid.put(totals, row: 1, column: 1, width: width)
    let pace = pace
    guard !state.isRewound, !state.isOutOfTouch, !pace.isEmpty, used + 4 + pace.width <= width
    else { return }
    grid.put(pace, row: 1, column: 1 + width - pace.width, width: pace.width)
  }

  private var pace: [Span] {
    var spans: [Span] = []
    if let rate = state.throughput.perMinute(at: now) {
      let tenths = Int((rate * 10).rounded())
      spans += [Span("\(tenths / 10).\(tenths % 10)", .strong), Span("/min", .faint)]
    }
    if let median = state.throughput.median {
      spans += [Span(spans.isEmpty ? "p50 " : "  p50 ", .faint), Span(median.short, .strong)]
    }
    return spans
  }
}
