import JobModel
import Screen

/// Looking for a text in the details.
extension DashboardState {
  /// A key for what is being typed; the first match from here on follows at once.
  mutating func type(_ key: Key, intoSearch input: TextInput, at now: Timestamp) {
    var input = input
    input.take(key)
    search(input, at: now)
  }

  /// Looks for what is typed.
  mutating func search(_ input: TextInput, at now: Timestamp) {
    overlays.append(.search(input))
    detail?.search = input.text.isEmpty ? nil : DetailSearch(input.text)
    refreshSearch(at: now)
    let line = firstDetailLine(at: now)
    detail?.search?.begin(at: line)
    showMatch(at: now)
  }

  /// Goes to the next match, or back to the one before.
  mutating func stepSearch(by step: Int, at now: Timestamp) {
    refreshSearch(at: now)
    detail?.search?.step(by: step)
    showMatch(at: now)
  }

  /// Looks anew where the lines have changed.
  mutating func refreshSearch(at now: Timestamp) {
    guard detail?.search != nil else { return }
    let lines = detailLines(at: now)
    detail?.search?.find(in: lines)
  }

  /// What the details hold, all of it.
  func detailLines(at now: Timestamp) -> [[Span]] {
    guard let region = layout.detail else { return [] }
    let inside = DetailView.inside(of: region, layout.detailPlacement)
    return pageLines(width: inside.width, at: shownInstant(at: now))
  }

  /// The page that is open, for the selected job where it is about one.
  func pageLines(width: Int, at now: Timestamp) -> [[Span]] {
    switch detail?.page ?? .facts {
    case .messages: return MessageLines(state: self, width: width, now: now).lines
    case .servers: return ServerLines(state: self, width: width, now: now).lines
    case .facts:
      return selected.map { DetailContent($0, in: self, width: width, at: now).lines } ?? []
    case .log where selected != nil:
      return LogLines(state: self, width: width, now: now).lines
    case .output where selected != nil:
      return commandRun.map { CommandOutputLines(run: $0, width: width).lines } ?? []
    case .log, .output: return []
    }
  }

  /// Scrolls so far that the match is on the screen, with a line above it.
  private mutating func showMatch(at now: Timestamp) {
    guard let region = layout.detail, let match = detail?.search?.match else { return }
    let height = max(1, DetailView.inside(of: region, layout.detailPlacement).height)
    let first = firstDetailLine(at: now)
    guard match.line < first || match.line >= first + height else { return }
    let count = detailLines(at: now).count
    detail?.go(to: match.line - min(1, height - 1), of: count, height: height)
  }

  private func firstDetailLine(at now: Timestamp) -> Int {
    guard let region = layout.detail, let pane = detail else { return 0 }
    let height = max(1, DetailView.inside(of: region, layout.detailPlacement).height)
    return pane.firstLine(of: detailLines(at: now).count, height: height)
  }
}
