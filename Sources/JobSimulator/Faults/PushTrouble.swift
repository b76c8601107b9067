import JobModel

/// What the faults of a server do to its pushes at an instant.
struct PushTrouble: Hashable, Sendable {
  private let seed: UInt64
  private let entries: [FaultPlan.Entry]
  /// How much later the instants in them are.
  let skew: Duration
  /// Whether nothing is told at all.
  let isMute: Bool

  /// What happens to one message.
  enum Fate: Hashable, Sendable {
    case told, lost, twice, late
  }

  init(seed: UInt64, entries: [FaultPlan.Entry]) {
    self.seed = seed
    self.entries = entries.filter(\.rule.fault.isOfPush)
    isMute = entries.contains { $0.rule.fault == .mutePush }
    skew = entries.reduce(.zero) { sum, entry in
      guard case .clockSkew(let shift) = entry.rule.fault, entry.rule.concerns(.push) else {
        return sum
      }
      return sum + shift
    }
  }

  /// The fate of a change that is told as the so-many-th message of its connection.
  func fate(of revision: Int, message number: Int) -> Fate {
    for entry in entries {
      var generator = SeededGenerator(
        seed: seed &+ UInt64(truncatingIfNeeded: number),
        ordinal: revision,
        run: entry.number,
        purpose: .push
      )
      guard generator.fraction() < entry.rule.chance else { continue }
      switch entry.rule.fault {
      case .lostPush, .mutePush: return .lost
      case .duplicatePush: return .twice
      case .reorderedPush: return .late
      case .refuse, .hang, .slow, .error, .throttle, .drop, .flapping, .stale, .clockSkew,
        .amnesia:
        break
      }
    }
    return .told
  }
}
