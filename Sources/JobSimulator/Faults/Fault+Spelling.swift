import JobModel

extension Fault {
  /// How users write one fault: `NAME`, or `NAME=VALUE`.
  struct Spelling: Sendable {
    let name: String
    /// One with a value, as a mistake shows it.
    let example: String
    /// The rule that it stands for; nothing where the value makes no sense.
    let read: @Sendable (_ value: String?) -> FaultRule?
  }

  /// All that there are, in the order in which they are listed.
  static let spellings: [Spelling] = [
    byChance(.refuse, "refuse"),
    byChance(.hang, "hang"),
    Spelling(name: "slow", example: "slow=2s or slow=1s..3s") {
      range($0).map { FaultRule(.slow($0)) }
    },
    byChance(.error(code: 500), "500"),
    byChance(.error(code: 502), "502"),
    byChance(.error(code: 503), "503"),
    byChance(.error(code: 504), "504"),
    Spelling(name: "429", example: "429 or 429=5s") {
      time($0 ?? "5s").map { FaultRule(.throttle(retryAfter: $0)) }
    },
    byChance(.drop, "drop"),
    byChance(.flapping, "flapping"),
    Spelling(name: "stale", example: "stale=10s") { time($0).map { FaultRule(.stale($0)) } },
    Spelling(name: "clock-skew", example: "clock-skew=90s or clock-skew=-2h") {
      shift($0).map { FaultRule(.clockSkew($0)) }
    },
    Spelling(name: "amnesia", example: "amnesia or amnesia=20s") {
      time($0 ?? "0s").map { FaultRule(.amnesia, from: $0) }
    },
    byChance(.lostPush, "lost-push"),
    Spelling(name: "mute-push", example: "mute-push") { value in
      value == nil ? FaultRule(.mutePush) : nil
    },
    byChance(.duplicatePush, "duplicate-push"),
    byChance(.reorderedPush, "reordered-push"),
  ]

  /// As it is written; without what a rule says beside it.
  var written: String {
    switch self {
    case .refuse: "refuse"
    case .hang: "hang"
    case .slow(let range):
      range.lowerBound == range.upperBound
        ? "slow=\(range.lowerBound.written)"
        : "slow=\(range.lowerBound.written)..\(range.upperBound.written)"
    case .error(let code): String(code)
    case .throttle(let pause): "429=\(pause.written)"
    case .drop: "drop"
    case .flapping: "flapping"
    case .stale(let age): "stale=\(age.written)"
    case .clockSkew(let shift): "clock-skew=\(shift.written)"
    case .amnesia: "amnesia"
    case .lostPush: "lost-push"
    case .mutePush: "mute-push"
    case .duplicatePush: "duplicate-push"
    case .reorderedPush: "reordered-push"
    }
  }

  private static func byChance(_ fault: Fault, _ name: String) -> Spelling {
    Spelling(name: name, example: "\(name) or \(name)=0.3") { value in
      guard let value else { return FaultRule(fault) }
      guard let chance = Double(value), (0...1).contains(chance) else { return nil }
      return FaultRule(fault, chance: chance)
    }
  }

  private static func time(_ text: String?) -> Duration? {
    text.flatMap { Duration(written: $0) }
  }

  private static func range(_ text: String?) -> ClosedRange<Duration>? {
    guard let text else { return nil }
    guard let dots = text.firstRange(of: "..") else { return time(text).map { $0...$0 } }
    guard let low = Duration(written: text[..<dots.lowerBound]),
      let high = Duration(written: text[dots.upperBound...]), low <= high
    else { return nil }
    return low...high
  }

  private static func shift(_ text: String?) -> Duration? {
    guard let text, text.hasPrefix("-") else { return time(text) }
    return Duration(written: text.dropFirst()).map { .zero - $0 }
  }
}

extension Duration {
  /// As `init(written:)` reads it, to the millisecond.
  var written: String {
    let milliseconds = wholeNanoseconds / 1_000_000
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
  }
}
