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

  init(_ name: String, status: ServerStatus?, now: Timestamp, nameRole: Role = .strong) {
    self.name = name
    self.nameRole = nameRole
    let link = status?.link ?? .connecting
    role = ServerChip.role(of: link)
    glyph = role == .chipGood ? "●" : role == .chipBad ? "✖" : "○"
    let capped = status?.isListCapped == true ? ", list capped" : ""
    let dropped = status.flatMap { $0.dropped > 0 ? ", dropped \($0.dropped)" : nil } ?? ""
    words = ServerChip.words(for: link, at: now) + dropped + capped
    switch link {
    case .retrying(_, _, let failure): why = failure.brief + ", "
    case .idle, .connecting, .push, .longPoll, .poll, .limited, .unauthorised: why = ""
    }
  }

  static func words(for link: ServerStatus.Link, at now: Timestamp) -> String {
    switch link {
    case .idle: "not asked"
    case .connecting: "connecting"
    case .push(nil): "push"
    case .push(let delay?): "push " + delay.short
    case .longPoll: "long poll"
    case .poll(let interval): "poll " + interval.short
    case .retrying(let instant, let failures, _):
      now < instant
        ? "retry in \(now.countdown(to: instant)) s (\(failures))" : "retrying (\(failures))"
    case .limited(let instant):
      "limit used up, next in \(Duration.seconds(now.countdown(to: instant)).short)"
    case .unauthorised: "unauthorised"
    }
  }

  private static func role(of link: ServerStatus.Link) -> Role {
    switch link {
    case .push, .longPoll, .poll: .chipGood
    case .idle: .faint
    case .connecting, .limited: .chipWarning
    case .retrying, .unauthorised: .chipBad
    }
  }
}

extension ServerChip {
  /// How much a chip says; where room is scarce, those that are well fall silent first.
  private enum Wording: CaseIterable {
    case reasons, words, troubleOnly, names
  }

  /// Chips side by side: shortened until they fit, then dropped with a count of what is not shown.
  static func line(of chips: [ServerChip], width: Int) -> [Span] {
    for wording in Wording.allCases {
      let spans = joined(chips, wording)
      if spans.width <= width { return spans }
    }
    // Where some are left out, they are not those that are ill.
    let chips = chips.filter { $0.role == .chipBad } + chips.filter { $0.role != .chipBad }
    for shown in stride(from: chips.count - 1, through: 0, by: -1) {
      let rest = Span((shown > 0 ? "  " : "") + "+\(chips.count - shown)", .chipWarning)
      let spans = joined(Array(chips.prefix(shown)), .names) + [rest]
      if spans.width <= width { return spans }
    }
    return []
  }

  private static func joined(_ chips: [ServerChip], _ wording: Wording) -> [Span] {
    Array(chips.map { $0.spans(wording) }.joined(separator: [Span("   ")]))
  }

  private func spans(_ wording: Wording) -> [Span] {
    let brief = [Span(glyph, role), Span(" " + name, nameRole)]
    return switch wording {
    case .reasons: brief + [Span("  " + why + words, wordsRole)]
    case .words: brief + [Span("  " + words, wordsRole)]
    case .troubleOnly where role == .chipBad: brief + [Span("  " + words, wordsRole)]
    case .troubleOnly, .names: brief
    }
  }

  private var wordsRole: Role { role == .chipGood ? .faint : role }
}
