import JobModel
import Screen

/// How we stand with a server, in plain words: `● demo  push 12 ms`.
struct ServerChip {
  let name: String
  let nameRole: Role
  let glyph: String
  let role: Role
  let words: String
  /// Why, where something is wrong.
  let why: String
  /// The words where there is little room for them.
  let brief: String
  /// The columns of the words while a countdown runs.
  private let longest: Int
  /// Its credentials are refused.
  private let isRefused: Bool
  /// It does not answer, and the next try is counted down to.
  private let isRetrying: Bool

  init(
    _ name: String,
    status: ServerStatus?,
    now: Timestamp,
    utcOffset: Int = 0,
    nameRole: Role = .strong
  ) {
    self.name = name
    self.nameRole = nameRole
    let link = status?.link ?? .connecting
    let failing = status?.failing
    let silence = status?.silentSince.map { ServerChip.silence(since: $0, now) }
    let linkRole = ServerChip.role(of: link)
    let isDoubtful = silence != nil || failing != nil && linkRole == .chipGood
    role = isDoubtful ? .chipWarning : linkRole
    if case .unauthorised = link { isRefused = true } else { isRefused = false }
    if case .retrying = link { isRetrying = true } else { isRetrying = false }
    glyph = role == .chipGood ? "●" : role == .chipBad ? "✖" : "○"
    let isCapped = status?.isListCapped ?? false
    // Not even all that was kept from before is there.
    let isReading = isCapped && link == .connecting
    let capped = isCapped && !isReading ? ", list capped" : ""
    let total = status?.dropped.total ?? 0
    let dropped = total > 0 ? ", dropped \(total)" : ""
    let state =
      isReading
      ? "reading what was kept"
      : silence ?? ServerChip.words(for: link, at: now, utcOffset: utcOffset)
    let failingWords =
      failing.map { ServerChip.words(for: $0, ServerChip.countdown($0, now)) } ?? ""
    words = state + failingWords + dropped + capped
    switch link {
    case .retrying(let instant, let failures, let failure):
      why = failure.brief + ", "
      brief = now < instant ? "retry \(now.rest(until: instant))" : "retrying"
      longest = "retry in 00 s (\(failures))".count + (dropped + capped).count
    case .unanswered(_, let failure):
      (why, brief, longest) = (failure.brief + ", ", state, words.count)
    case .idle, .connecting, .push, .longPoll, .poll, .limited, .unauthorised:
      (why, brief) = ("", ServerChip.brief(of: link) ?? words)
      let longestFailing = failing.map { ServerChip.words(for: $0, "retry in 00 s") } ?? ""
      let growth = silence.map { max(0, "no answer for 00 s".count - $0.count) } ?? 0
      longest = words.count + growth - failingWords.count + longestFailing.count
    }
  }

  /// As in `no answer for 8 s`.
  private static func silence(since: Timestamp, _ now: Timestamp) -> String {
    let seconds = Int(max(0, since.duration(to: now).inSeconds))
    return "no answer for \(Duration.seconds(seconds).short)"
  }

  /// As in `, 3 keep failing, retry in 7 s`.
  private static func words(for failing: ServerStatus.Failing, _ next: String) -> String {
    let count = failing.requests
    return ", \(count) \(count == 1 ? "keeps" : "keep") failing, \(next)"
  }

  private static func countdown(_ failing: ServerStatus.Failing, _ now: Timestamp) -> String {
    now < failing.retryAt ? "retry in \(now.rest(until: failing.retryAt))" : "retrying"
  }

  static func words(
    for link: ServerStatus.Link,
    at now: Timestamp,
    utcOffset: Int = 0
  ) -> String {
    switch link {
    case .idle: "not asked"
    case .connecting: "connecting"
    case .push(nil): "push"
    case .push(let delay?): "push " + delay.short
    case .longPoll: "long poll"
    case .poll(let interval): "poll " + interval.short
    case .retrying(let instant, let failures, _):
      now < instant
        ? "retry in \(now.rest(until: instant)) (\(failures))" : "retrying (\(failures))"
    case .unanswered(let instant, _):
      "last asked " + ShortText.moment(instant, now: now, utcOffset: utcOffset)
    case .limited(let instant):
      "limit used up, next in \(Duration.seconds(now.countdown(to: instant)).short)"
    case .unauthorised: "unauthorised"
    }
  }

  /// The code of a refusal says as much to whoever knows it.
  private static func brief(of link: ServerStatus.Link) -> String? {
    guard case .unauthorised(let reason) = link else { return nil }
    let code = reason.prefix { $0.isNumber }
    return code.isEmpty ? nil : String(code)
  }

  private static func role(of link: ServerStatus.Link) -> Role {
    switch link {
    case .push, .longPoll, .poll: .chipGood
    case .idle: .faint
    case .connecting, .limited: .chipWarning
    case .retrying, .unanswered, .unauthorised: .chipBad
    }
  }
}

extension ServerChip {
  /// How much a chip says, from all to least.
  private enum Wording: CaseIterable {
    /// `✖ demo  no connection, retry in 4 s (2)`
    case reason
    /// `✖ demo  retry in 4 s (2)`
    case words
    /// `✖ demo  retry 4 s`
    case brief
    /// `✖ demo`
    case name
  }

  /// One of what stands side by side, and whose it is; nothing: of what has no room.
  typealias Piece = (server: String?, spans: [Span])

  static func line(of chips: [ServerChip], width: Int) -> [Span] {
    Array(pieces(of: chips, width: width).map(\.spans).joined(separator: gap))
  }

  /// The server whose chip stands in a column of such a line.
  static func server(at column: Int, of chips: [ServerChip], width: Int) -> String? {
    var start = 0
    for piece in pieces(of: chips, width: width) {
      if (start..<start + piece.spans.width).contains(column) { return piece.server }
      start += piece.spans.width + gap.width
    }
    return nil
  }

  /// Chips side by side: one after the other says less until they fit, those that are well before
  /// those that are ill; then some are dropped, with a count of what is not shown.
  private static func pieces(of chips: [ServerChip], width: Int) -> [Piece] {
    var wordings = [Wording](repeating: .reason, count: chips.count)
    let well = chips.indices.filter { chips[$0].role != .chipBad }
    let ill = chips.indices.filter { chips[$0].role == .chipBad }
    // Credentials that are refused stay so; when one that is away comes back is looked for.
    let refused = ill.filter { chips[$0].isRefused }
    let away = ill.filter { !chips[$0].isRefused }
    let steps: [(places: [Int], wording: Wording)] = [
      (well + ill, .words), (refused, .brief), (well, .name), (away, .brief), (refused, .name),
      (away, .name),
    ]
    if room(for: chips, wordings) <= width { return named(chips, wordings) }
    for step in steps {
      for place in step.places.reversed() {
        wordings[place] = step.wording
        if room(for: chips, wordings) <= width { return named(chips, wordings) }
      }
    }
    // Where some are left out, they are not those that are ill.
    let kept = (ill + well).map { chips[$0] }
    for shown in stride(from: kept.count - 1, through: 0, by: -1) {
      let names = [Wording](repeating: .name, count: shown)
      var pieces = named(Array(kept.prefix(shown)), names)
      let rest = (shown > 0 ? "  " : "") + "+\(kept.count - shown)"
      let last = pieces.popLast()
      pieces.append((last?.server, (last?.spans ?? []) + [Span(rest, .chipWarning)]))
      if Array(pieces.map(\.spans).joined(separator: gap)).width <= width { return pieces }
    }
    return []
  }

  private static let gap = [Span("   ")]

  /// The columns that they take at most: a countdown must not change what is said with each digit.
  private static func room(for chips: [ServerChip], _ wordings: [Wording]) -> Int {
    let widths = zip(chips, wordings).map { $0.spans($1).width + $0.growth(of: $1) }
    return widths.reduce(gap.width * max(0, chips.count - 1), +)
  }

  private static func named(_ chips: [ServerChip], _ wordings: [Wording]) -> [Piece] {
    zip(chips, wordings).map { ($0.name, $0.spans($1)) }
  }

  private func spans(_ wording: Wording) -> [Span] {
    let name = [Span(glyph, role), Span(" " + name, nameRole)]
    // Without colours trouble is underlined, and a blank is none.
    let gap = Span("  ")
    return switch wording {
    case .reason: name + [gap, Span(why + words, wordsRole)]
    case .words: name + [gap, Span(words, wordsRole)]
    case .brief: name + [gap, Span(brief, wordsRole)]
    case .name: name
    }
  }

  /// How much longer the words become while a countdown runs that has two digits at most.
  private func growth(of wording: Wording) -> Int {
    switch wording {
    case .reason, .words: max(0, longest - TextWidth.columns(of: words))
    case .brief where isRetrying: max(0, "retry 00 s".count - TextWidth.columns(of: brief))
    case .brief: 0
    case .name: 0
    }
  }

  private var wordsRole: Role { role == .chipGood ? .faint : role }
}

extension Timestamp {
  /// The time that is left, counted down in seconds where that makes sense.
  fileprivate func rest(until due: Timestamp) -> String {
    let seconds = countdown(to: due)
    return seconds < 600 ? "\(seconds) s" : Duration.seconds(seconds).short
  }
}
