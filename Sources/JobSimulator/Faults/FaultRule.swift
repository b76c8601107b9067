import JobModel

/// A fault, and when it happens to whom.
package struct FaultRule: Hashable, Sendable {
  /// What happens.
  package var fault: Fault
  /// How likely it is each time, from 0 to 1.
  package var chance: Double
  /// When it begins, counted from the start of the server, or from when it was added.
  package var from: Duration
  /// How long it can happen; nothing: to the end.
  package var length: Duration?
  /// The requests that it happens to; empty: all that it can happen to.
  package var targets: Set<FaultTarget>

  /// Makes a rule: without anything else the fault happens always, to everyone.
  package init(
    _ fault: Fault,
    chance: Double = 1,
    from: Duration = .zero,
    length: Duration? = nil,
    targets: Set<FaultTarget> = []
  ) {
    self.fault = fault
    self.chance = chance
    self.from = from
    self.length = length
    self.targets = targets
  }

  /// Whether it can happen, so long after its beginning is counted from.
  func isActive(after elapsed: Duration) -> Bool {
    elapsed >= from && length.map { elapsed < from + $0 } ?? true
  }

  /// Whether it can happen to a request; nothing: one that is none of the operations.
  func concerns(_ target: FaultTarget?) -> Bool {
    guard !targets.isEmpty else { return true }
    return target.map { targets.contains($0) } ?? false
  }
}
