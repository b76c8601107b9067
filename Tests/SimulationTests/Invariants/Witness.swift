import JobClient
import JobModel
import JobProfile

/// Sees everything that passes between a watcher and its world, and objects where an invariant does
/// not hold.
struct Witness: Sendable {
  let plan: RunPlan
  let start: Timestamp
  private(set) var violations: [Violation] = []
  /// No fault strikes since then.
  var calmSince: Timestamp?
  /// The program, or its machine, goes on since then.
  private var goesOnSince: Timestamp?

  var deliveries = DeliveryWatch()
  var budget: BudgetWatch
  var repeats: RepeatWatch
  var waits = WaitWatch()
  var rest: RestWatch
  var freshness = FreshnessWatch()
  var caution = CautionWatch()

  init(plan: RunPlan, start: Timestamp) {
    self.plan = plan
    self.start = start
    budget = BudgetWatch(plan)
    repeats = RepeatWatch(plan)
    rest = RestWatch(asksAfterEnd: plan.dialect.profile.hasOneJob)
  }

  mutating func object(_ invariant: Invariant, _ what: String?, _ now: Timestamp) {
    guard let what else { return }
    violations.append(Violation(invariant: invariant, what: what, after: start.duration(to: now)))
  }

  // MARK: The program

  mutating func started() {
    deliveries.started()
  }

  mutating func killed() {
    deliveries.killed()
    budget.killed()
    repeats.killed()
    waits.killed()
    rest.killed()
    freshness.killed()
    caution.killed()
  }

  mutating func wokeUp(_ now: Timestamp) {
    goesOnSince = now
    budget.wokeUp(now)
    waits.wokeUp(now)
    freshness.killed()
  }

  // MARK: Requests

  mutating func asked(
    _ what: Asked,
    _ number: RequestNumber,
    _ underWay: Int,
    _ now: Timestamp
  ) {
    object(.withinBudget, budget.sent(what, underWay: underWay, at: now), now)
    let objection = repeats.asked(what, number, underWay: underWay, at: now)
    object(.withinRepeats, objection, now)
    object(.noBurst, budget.burst(at: now), now)
    object(.restful, rest.asked(what), now)
    object(.cautious, caution.asked(what, number, at: now), now)
    freshness.asked(what)
  }

  mutating func answered(_ number: RequestNumber, _ answer: WireAnswer, _ now: Timestamp) {
    budget.answered(answer, at: now)
    repeats.answered(number, answer, at: now)
    caution.ended(number, at: now)
  }

  mutating func unanswered(_ number: RequestNumber, _ now: Timestamp) {
    repeats.unanswered(number, at: now)
    caution.ended(number, at: now)
  }

  // MARK: Events and actions

  mutating func woke(_ now: Timestamp) {
    object(.restful, rest.woke(at: now), now)
  }

  mutating func handled(_ event: WatcherEvent, wanted: Set<JobID>?, _ now: Timestamp) {
    rest.handled(event, plan.dialect)
    guard case .push(_, .opened) = event else { return }
    // What was sent before the weather calmed may be unanswered for ten seconds.
    repeats.opened(now)
    let isCalm = calmSince.map { $0.duration(to: now) > .seconds(12) } ?? false
    freshness.opened(checks: isCalm, replays: plan.replays, wanted: wanted, at: now)
  }

  mutating func reported(_ update: JobUpdate, isChange: Bool, _ now: Timestamp) {
    deliveries.takeBack(update)
    object(.deliveredOnce, deliveries.countFinal(update, isChange: isChange), now)
    object(.sticky, deliveries.checkSticky(update), now)
    object(.ordered, deliveries.checkOrder(update, isChange: isChange), now)
    rest.reported(update)
    caution.reported(update.job)
    if let id = update.job.jobID, update.job.seen == now { repeats.heard(of: id) }
    if let calmSince {
      // Nothing could be made up for while it was stopped.
      let since = max(calmSince, goesOnSince ?? calmSince)
      let checks = since.duration(to: now) > .seconds(75) && !plan.isRationed
      object(.prompt, freshness.reported(update, checks: checks, at: now), now)
    } else {
      _ = freshness.reported(update, checks: false, at: now)
    }
    let hasTokens = plan.options.quota.capacity > 28
    object(.gapClosed, freshness.checkGap(hasTokens: hasTokens, at: now), now)
    object(.waitsEnd, waits.overdue(at: now), now)
  }

  mutating func listens(_ known: [JobUpdate]) { deliveries.listens(known) }

  /// What the journal said is kept.
  mutating func acknowledged(_ entries: [JournalEntry]) { deliveries.acknowledged(entries) }

  // MARK: Callers

  mutating func begin(_ ticket: Ticket, deadline: Timestamp?) { waits.begin(ticket, deadline) }

  mutating func replied(_ ticket: Ticket, _ reply: Reply, _ now: Timestamp) {
    object(.waitsEnd, waits.replied(ticket, at: now), now)
  }

  mutating func stopped(_ ticket: Ticket) { waits.stopped(ticket) }

  /// The user asks for that job: one request more has a cause.
  mutating func allow(_ id: JobID) {
    rest.allow(id)
    repeats.heard(of: id)
  }
}

extension RunPlan {
  /// Whether who connects hears at once how everything stands.
  var replays: Bool {
    dialect.profile.pushKinds.first.map { dialect.profile.replays($0) } ?? false
  }

  /// Whether a quota makes requests rarer than was planned.
  var isRationed: Bool { dialect.profile.rateLimit != nil }
}
