import JobModel
import Screen

/// A cancel or a retry that was typed: it waits for its time of grace, as on the screen, and may be
/// taken back.
extension PlainSession {
  mutating func ask(_ action: BulkAction, _ words: [String], at now: Timestamp) {
    guard let row = row(words) else { return }
    let number = row.arrival + 1
    if let pending = state.actions[row.job.run], pending.isUnsent {
      say("Job \(number): \(pending.kind.words) is about to be sent; undo \(number) takes it back.")
      return
    }
    switch state.way(to: action, row.job, named: name(of: row)) {
    case .failure(let obstacle): say(obstacle.sentence)
    case .success(let kind):
      state.actions.add([(row.job.run, kind)], at: now)
      let time = PendingActions.grace.ahead
      let ways = "undo \(number) takes it back, go \(number) sends it at once"
      say("Job \(number): \(kind.words) is sent in \(time); \(ways).")
    }
  }

  /// Sends at once what counts down.
  mutating func sendNow(_ words: [String], at now: Timestamp) -> [DashboardEffect] {
    guard let row = row(words) else { return [] }
    guard let kind = state.actions.take(row.job.run, at: now) else {
      say("Job \(row.arrival + 1): nothing counts down.")
      return []
    }
    let effects = state.effects(of: [(row.job.run, kind)], at: now)
    tellSent(effects)
    return effects
  }

  /// Takes back what was asked for of a job; of what waits for its server whoever sends says whether it
  /// was sent.
  mutating func undo(_ words: [String]) -> [DashboardEffect] {
    guard let row = row(words) else { return [] }
    let run = row.job.run
    if state.actions[run]?.isUnsent == true {
      _ = state.actions.remove(run)
      tellTakenBack([run])
      return []
    }
    guard waiting.contains(run) else {
      say("Job \(row.arrival + 1): nothing waits to be sent.")
      return []
    }
    return [.withdraw([run])]
  }

  mutating func tellTakenBack(_ runs: [RunID]) {
    waiting.subtract(runs)
    for row in runs.compactMap({ state.table.row(of: $0) }) {
      say("Job \(row.arrival + 1): taken back, not sent.")
    }
  }

  /// Says of what was asked for that it goes to its server now, and may be taken back where that waits.
  mutating func tellSent(_ effects: [DashboardEffect]) {
    for effect in effects {
      switch effect {
      case .cancel(let runs): tellSent("cancel", runs)
      case .retry(let runs): tellSent("retry", runs)
      case .create(let server, _): say("Starting a job on \(server).")
      default: break
      }
    }
  }

  private mutating func tellSent(_ what: String, _ runs: [RunID]) {
    waiting.formUnion(runs)
    for row in runs.compactMap({ state.table.row(of: $0) }) {
      let (server, number) = (row.job.server, row.arrival + 1)
      let later = " when \(server) answers again; undo \(number) takes it back"
      say("Job \(number): \(what) is sent\(state.isAway(server) ? later : "").")
    }
  }

  /// Leaves, unless something counts down of which that was not said yet.
  mutating func quit() -> [DashboardEffect] {
    let count = state.actions.unsentCount
    guard count > 0, !isLeaving else { return [.quit] }
    isLeaving = true
    let waiting = state.table.rows.filter { state.actions[$0.job.run]?.stage != nil }
    let what = count == 1 ? "1 cancel or retry is" : "\(count) of cancel and retry are"
    let number = waiting.count == 1 ? "\(waiting[0].arrival + 1)" : "NUMBER"
    let countsDown = waiting.contains { state.actions[$0.job.run]?.isUnsent == true }
    let go = countsDown ? "go \(number) sends it at once, " : ""
    say(
      "\(what) not sent yet: \(go)undo \(number) takes it back. Wait, or quit again to leave without it."
    )
    return []
  }

  /// What is still to be done when nothing more will be typed: whoever pipes commands in means them.
  package mutating func end(at now: Timestamp) -> (lines: [String], effects: [DashboardEffect]) {
    lines = []
    let effects = isLeaving ? [] : state.effects(of: state.actions.takeAll(at: now), at: now)
    tellSent(effects)
    return (lines, effects)
  }
}
