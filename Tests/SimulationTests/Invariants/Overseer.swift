import JobClient
import JobModel

/// Sees what all programs of a run do together, and objects where an invariant does not hold.
struct Overseer: Sendable {
  let start: Timestamp
  private(set) var violations: [Violation] = []
  private(set) var creates: CreateWatch
  var turns = TurnWatch()

  init(plan: RunPlan, start: Timestamp) {
    self.start = start
    creates = CreateWatch(plan)
  }

  mutating func object(_ invariant: Invariant, _ what: String?, _ now: Timestamp) {
    guard let what else { return }
    violations.append(Violation(invariant: invariant, what: what, after: start.duration(to: now)))
  }

  mutating func asked(_ what: Asked, by program: Int, _ now: Timestamp) {
    if case .create(let label) = what { object(.journaledFirst, creates.left(label), now) }
    object(.oneAsks, turns.asked(what, by: program, now), now)
  }

  mutating func looked(_ program: Int, _ now: Timestamp) {
    object(.turnPasses, turns.looked(program, now), now)
  }

  mutating func reported(_ update: JobUpdate, by program: Int, _ now: Timestamp) {
    creates.reported(update.job, by: program)
    turns.reported(update.job, by: program, now)
  }

  /// What the journal really keeps.
  mutating func kept(_ entries: [JournalEntry]) { creates.kept(entries) }

  mutating func killed(_ program: Int) {
    creates.killed(program)
    turns.killed(program)
  }
}
