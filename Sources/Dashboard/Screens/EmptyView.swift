import JobModel
import Screen

/// What stands where the table would: why there is nothing, and the key that helps.
struct EmptyView {
  let state: DashboardState
  let region: Region
  let now: Timestamp

  func draw(on grid: inout Grid) {
    // Where there is little room the blank lines go first.
    let lines = lines.count <= region.height ? lines : lines.filter { !$0.isEmpty }
    let widest = lines.map(\.width).max() ?? 0
    let inside = region.droppingLeft(1)
    let place = inside.centred(width: widest, height: lines.count)
    let row = region.row + (region.height - place.height) / 3
    for (offset, line) in lines.prefix(place.height).enumerated() {
      grid.put(line, row: row + offset, column: place.column, width: place.width)
    }
  }

  private var lines: [[Span]] {
    if state.servers.isEmpty { return welcome }
    if !state.table.isEmpty { return noMatch }
    return state.servers.flatMap { about($0) } + [[]] + [advice]
  }

  private var welcome: [[Span]] {
    let more = region.width < 60 ? ("", "") : (", and remembers it", " in here")
    return [
      [Span("Welcome to jobtop", .strong)],
      [Span("No server is configured yet.")],
      [],
      [Span(":connect URL", .hintKey), Span("   watches a server" + more.0)],
      [Span(":demo", .hintKey), Span("          starts a simulator" + more.1)],
      [],
      [key(.help), Span("help   "), key(.quit), Span("back to the shell")],
    ]
  }

  private var noMatch: [[Span]] {
    let count = state.table.rows.count
    let which =
      count == 1 ? "The only job does not match " : "None of \(ShortText.jobs(count)) matches "
    return [
      [Span(which), Span("/" + state.table.filter.text, .match)],
      [],
      [Span("Esc ", .hintKey), Span("clears the filter")],
    ] + troubledServers
  }

  /// Whose jobs are looked for may be one of those.
  private var troubledServers: [[Span]] {
    let isTroubled = state.servers.contains { server in
      switch state.statuses[server.name]?.link {
      case .retrying, .unanswered, .unauthorised, .limited: true
      case .idle, .connecting, .push, .longPoll, .poll, nil: false
      }
    }
    return isTroubled ? [[Span(":servers ", .hintKey), Span("tells why some do not answer")]] : []
  }

  /// One or two lines for a server that has nothing to show.
  private func about(_ server: ServerDescription) -> [[Span]] {
    switch state.statuses[server.name]?.link ?? .connecting {
    case .connecting:
      return wrapped("Connecting to \(server.name) at \(server.url) …", .plain)
    case .retrying(_, _, let failure):
      let link = state.statuses[server.name]?.link ?? .connecting
      return wrapped("\(server.name): \(failure.brief) at \(server.url)", .chipBad)
        + [[Span(ServerChip.words(for: link, at: now), .faint)]]
    case .unanswered(_, let failure):
      return wrapped("\(server.name): \(failure.brief) at \(server.url)", .chipBad)
    case .unauthorised(let reason):
      let advice = "Set --username and JOBTOP_PASSWORD, or JOBTOP_TOKEN, and start again."
      return wrapped("\(server.name) refuses the credentials: \(reason)", .chipBad)
        + wrapped(advice, .plain)
    case .idle where state.statuses[server.name]?.seen == nil:
      return [[Span("No job of "), Span(server.name, .strong), Span(" is followed yet.")]]
    case .idle, .push, .longPoll, .poll, .limited:
      return [[Span(server.name, .strong), Span(" has no jobs yet.")]]
    }
  }

  private func wrapped(_ text: String, _ role: Role) -> [[Span]] {
    TextWrap.lines(of: text, width: min(76, region.width - 2)).map { [Span($0, role)] }
  }

  private var advice: [Span] {
    let canCreate = state.servers.contains { $0.operations.contains(.create) }
    let isReached = state.servers.contains { server in
      switch state.statuses[server.name]?.link {
      case .idle, .push, .longPoll, .poll, .unanswered, .limited: true
      case .connecting, .retrying, .unauthorised, nil: false
      }
    }
    guard isReached else {
      return [key(.help), Span("help   "), key(.quit), Span("quit")]
    }
    return canCreate && !state.isReadOnly
      ? [key(.newJob), Span("starts one")]
      : [Span(":track ID ", .hintKey), Span("follows one made elsewhere")]
  }

  private func key(_ action: Action) -> Span {
    Span(state.keys.name(of: action) + " ", .hintKey)
  }
}
