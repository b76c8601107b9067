import JobModel

/// When the next jobs come by themselves.
struct Arrivals: Sendable {
  /// When the next one comes; nothing where no more do.
  private(set) var next: Timestamp?
  /// How many have come.
  private(set) var count = 0
  private let rule: ArrivalRule?
  private let seed: UInt64
  private let speed: Double

  /// Nobody comes.
  init() {
    rule = nil
    seed = 0
    speed = 1
  }

  /// Jobs come from an instant on, to a server that has more than one.
  init(_ rules: SimulationRules, since start: Timestamp) {
    rule = rules.hasOneJob ? nil : rules.arrivals
    seed = rules.seed
    speed = rules.speed
    plan(after: start)
  }

  /// Jobs go on coming after so many, the next one at an instant that was planned before.
  init(_ rules: SimulationRules, after count: Int, next: Timestamp?, since start: Timestamp) {
    self.init(rules, since: start)
    self.count = count
    if rule != nil, let next { self.next = next }
  }

  /// One has come.
  mutating func come() {
    count += 1
    if let now = next { plan(after: now) }
  }

  private mutating func plan(after now: Timestamp) {
    guard let rule, count < rule.cap else {
      next = nil
      return
    }
    var generator = SeededGenerator(seed: seed, ordinal: count, purpose: .arrival)
    // Never none at all: time must go on from one to the next.
    let gap = max(.milliseconds(1), rule.gap(using: &generator) / speed)
    next = now.advanced(by: .nanoseconds(gap.wholeNanoseconds))
  }
}
