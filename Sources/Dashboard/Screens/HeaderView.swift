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
    grid.put("jobtop", row: 0, column: 1, style: Style(.title))
    var end = width - 1
    for span in signs {
      end -= TextWidth.columns(of: span.text)
      grid.put(span.text, row: 0, column: end, style: Style(span.role))
      end -= 2
    }
    let line = ServerChip.line(of: chips, width: chipsWidth)
    grid.put(line, row: 0, column: Self.firstChip, width: chipsWidth)
    if !state.servers.isEmpty { drawTotals(on: &grid, width: width - 2) }
    if let row = layout.verdictRow, !state.isRewound {
      let verdict = VerdictLine(state: state).spans(width: width - 2)
      grid.put(verdict, row: row, column: 1, width: width - 2)
    }
  }

  private static let firstChip = 9

  private var chipsWidth: Int {
    signs.reduce(layout.size.columns - 1 - Self.firstChip) { $0 - [$1].width - 2 }
  }

  private var chips: [ServerChip] {
    state.servers.map { server in
      ServerChip(
        server.name,
        status: state.statuses[server.name],
        now: now,
        utcOffset: state.utcOffset,
        nameRole: state.serverRoles[server.name] ?? .strong
      )
    }
  }

  /// The server whose chip stands in a column of the first line.
  func server(at column: Int) -> String? {
    ServerChip.server(at: column - Self.firstChip, of: chips, width: chipsWidth)
  }

  /// What stands at the right of the first line, from right to left.
  private var signs: [Span] {
    var signs: [Span] = []
    let stillness = stillness
    if layout.showsClock || stillness != nil {
      let clock = layout.showsClock ? ShortText.clock(now, utcOffset: state.utcOffset) : nil
      let text = [stillness, clock].compactMap(\.self).joined(separator: " ")
      signs.append(Span(text, stillness == nil ? .faint : .attention))
    }
    if let nature, layout.size.columns >= 60 || state.replay != nil {
      signs.append(Span(nature, .chipWarning))
    }
    if let recordingSign { signs.append(Span(recordingSign, .faint)) }
    return signs
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
  private var recordingSign: String? {
    state.recorded.map { layout.size.columns >= 60 ? $0.sign : RecordingScope.everything.sign }
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
