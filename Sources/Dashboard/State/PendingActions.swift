import JobModel

/// What was asked for and may still be taken back, or was sent and has shown no effect yet.
struct PendingActions: Sendable {
  private var actions: [RunID: PendingAction] = [:]

  /// Time to think again.
  static let grace: Duration = .seconds(5)
  /// How long a row says that something was sent when the server does not react.
  static let patience: Duration = .seconds(10)
  /// A server may be away for days: whoever sends says when the waiting is over.
  private static let longestWait: Duration = .seconds(365 * 86_400)

  subscript(run: RunID) -> PendingAction? { actions[run] }

  var isEmpty: Bool { actions.isEmpty }

  /// Those that quitting would drop.
  var unsentCount: Int { actions.values.count { $0.isUnsent || $0.isQueued } }

  /// Those that wait for their turn to be sent.
  var queuedCount: Int { actions.values.count { $0.isQueued } }

  /// The runs whose action was asked for last, all at once, and stands so.
  func latest(_ stage: Stage) -> [RunID] {
    let last = actions.values.filter { $0.stage == stage }.map(\.asked).max()
    return last.map { asked(at: [$0], stage) } ?? []
  }

  /// The runs whose action was asked for together with one of these that stands so, and does too.
  func askedTogether(with runs: [RunID], _ stage: Stage) -> [RunID] {
    let times = runs.compactMap { actions[$0] }.filter { $0.stage == stage }.map(\.asked)
    return times.isEmpty ? [] : asked(at: Set(times), stage)
  }

  private func asked(at times: Set<Timestamp>, _ stage: Stage) -> [RunID] {
    actions.filter { $0.value.stage == stage && times.contains($0.value.asked) }.map(\.key).sorted()
  }

  typealias Stage = PendingAction.Stage

  /// When the first of them comes due.
  var nextDue: Timestamp? { actions.values.map(\.due).min() }

  /// The instants that change what rows show.
  var countdowns: [Timestamp] { actions.values.filter(\.isUnsent).map(\.due) }

  mutating func add(_ new: [(run: RunID, kind: PendingAction.Kind)], at now: Timestamp) {
    let due = now.advanced(by: PendingActions.grace)
    for (run, kind) in new {
      actions[run] = PendingAction(
        kind: kind,
        asked: now,
        isOfMany: new.count > 1,
        due: due,
        isUnsent: true
      )
    }
  }

  /// Gives everything that is not sent that much more time.
  mutating func postpone(by duration: Duration) {
    for (run, action) in actions where action.isUnsent {
      actions[run]?.due = action.due.advanced(by: duration)
    }
  }

  mutating func remove(_ run: RunID) -> PendingAction? {
    actions.removeValue(forKey: run)
  }

  /// Their turn came: the servers were asked.
  mutating func noteSent(_ runs: [RunID], at now: Timestamp) {
    for run in runs where actions[run]?.isQueued == true {
      actions[run]?.isQueued = false
      actions[run]?.due = now.advanced(by: PendingActions.patience)
    }
  }

  /// Takes those that are due, in the order in which they were asked for; they wait for their turn.
  mutating func takeDue(at now: Timestamp) -> [(run: RunID, kind: PendingAction.Kind)] {
    guard let nextDue, nextDue <= now else { return [] }
    actions = actions.filter { $0.value.isUnsent || $0.value.due > now }
    return take(at: now) { $0.due <= now }
  }

  /// Takes everything that is not sent yet.
  mutating func takeAll(at now: Timestamp) -> [(run: RunID, kind: PendingAction.Kind)] {
    take(at: now) { _ in true }
  }

  /// Takes one that is not sent yet.
  mutating func take(_ run: RunID, at now: Timestamp) -> PendingAction.Kind? {
    guard let action = actions[run], action.isUnsent else { return nil }
    queue(run, action, at: now)
    return action.kind
  }

  /// Something that was sent went wrong: rows no longer wait for its effect.
  mutating func forgetSent() {
    actions = actions.filter { $0.value.isUnsent || $0.value.isQueued }
  }

  private mutating func take(
    at now: Timestamp,
    where isWanted: (PendingAction) -> Bool
  ) -> [(run: RunID, kind: PendingAction.Kind)] {
    let taken = actions.filter { $0.value.isUnsent && isWanted($0.value) }
      .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
    for (run, action) in taken { queue(run, action, at: now) }
    return taken.map { ($0.key, $0.value.kind) }
  }

  private mutating func queue(_ run: RunID, _ action: PendingAction, at now: Timestamp) {
    actions[run] = PendingAction(
      kind: action.kind,
      asked: action.asked,
      isOfMany: action.isOfMany,
      due: now.advanced(by: PendingActions.longestWait),
      isUnsent: false,
      isQueued: true
    )
  }
}
