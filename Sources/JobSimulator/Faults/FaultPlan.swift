import JobModel

/// All faults of a server as a value: what each request and each push meets is a function of the
/// seed, their number and the instant.
struct FaultPlan: Hashable, Sendable {
  private let seed: UInt64
  private let speed: Double
  private(set) var entries: [Entry] = []
  private var added = 0

  /// A rule that holds.
  struct Entry: Hashable, Sendable {
    /// Rules draw apart from each other by it.
    let number: Int
    let rule: FaultRule
    /// From when its times count.
    let since: Timestamp
  }

  /// Without any; scenario times pass `speed` times as fast.
  init(seed: UInt64 = 0, speed: Double = 1) {
    self.seed = seed
    self.speed = speed
  }

  /// Lets rules hold from an instant on; gives the instants at which all is to be forgotten.
  mutating func add(_ rules: [FaultRule], since: Timestamp) -> [Timestamp] {
    for rule in rules {
      added += 1
      entries.append(Entry(number: added, rule: rule, since: since))
    }
    return rules.filter { $0.fault == .amnesia }.map { since.advanced(by: $0.from / speed) }
  }

  /// Takes all rules away.
  mutating func clear() {
    entries = []
  }

  /// What happens to a request.
  func treatment(
    request number: Int,
    for target: FaultTarget?,
    at now: Timestamp
  ) -> RequestTreatment {
    var treatment = RequestTreatment()
    for entry in active(at: now) where entry.rule.concerns(target) {
      var generator = SeededGenerator(
        seed: seed,
        ordinal: number,
        run: entry.number,
        purpose: .fault
      )
      guard generator.fraction() < entry.rule.chance else { continue }
      treatment.apply(entry.rule.fault, using: &generator)
    }
    return treatment
  }

  /// What happens to what is pushed.
  func trouble(at now: Timestamp) -> PushTrouble {
    PushTrouble(seed: seed, entries: active(at: now))
  }

  private func active(at now: Timestamp) -> [Entry] {
    entries.filter { $0.rule.isActive(after: $0.since.duration(to: now) * speed) }
  }
}
