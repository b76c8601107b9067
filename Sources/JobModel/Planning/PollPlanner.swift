/// What was learned of one kind of job on one server, and the plan that follows from it.
///
/// The plan is worked out when it is first asked for after the history has changed; in a long history
/// one more job changes little, and it waits for a sixteenth of it.
package struct PollPlanner: Sendable {
  /// How long the last jobs took.
  package private(set) var history: DurationHistory
  /// What was learned of them, and how many have ended since.
  private var model: DurationModel?
  private var newSinceModel = 0
  private var plan: PollPlan?
  private var planned: (requests: Double, price: Double?) = (0, nil)
  /// The plan, or what was told of how long they take, is of an earlier model.
  private var isPlanOld = false
  private var isOutlookOld = true
  /// The last jobs in a row that were unlikely, and how likely all of them together.
  private var strangers = (count: 0, odds: 1.0)
  /// Enough is known for a plan.
  package private(set) var isTaught: Bool

  /// So many ends must have been seen; until then one schedule suits all.
  package static let leastEnds = 3
  /// A job this unlikely may tell of a change.
  private static let suspicion = 0.1
  /// A row of jobs this unlikely does: as three outside of what 2 to 98 % of the jobs take.
  ///
  /// Jobs that have become short are seen through the first request only, and it takes more of them.
  private static let proof = 0.02 * 0.02 * 0.02
  /// So many of the jobs before them still count then.
  private static let remembered = 2

  /// Goes on from what was learned before.
  package init(_ history: DurationHistory = DurationHistory()) {
    self.history = history
    isTaught = history.ends >= Self.leastEnds
  }

  /// Takes in how long one more job took.
  ///
  /// A row of jobs that took much less or much more than they usually do means that it has changed:
  /// then all is learned anew, from these and the last two before.
  /// - Returns: How many of the last jobs count, this one among them; fewer than `DurationHistory` holds
  ///   only where all is learned anew, because another process may have learned beside this one.
  @discardableResult
  package mutating func learn(_ duration: JobDuration) -> Int {
    defer { isTaught = history.ends >= Self.leastEnds }
    history.append(duration)
    newSinceModel += 1
    let odds = plan?.odds(of: duration) ?? 1
    strangers = odds < Self.suspicion ? (strangers.count + 1, strangers.odds * odds) : (0, 1)
    guard strangers.odds <= Self.proof else { return DurationHistory.limit }
    history.keepLast(strangers.count + Self.remembered)
    strangers = (0, 1)
    (model, plan, isOutlookOld) = (nil, nil, true)
    return history.durations.count
  }

  /// How long such jobs take, where enough have ended and what was told before has changed as much as
  /// makes a new plan.
  package mutating func freshOutlook(server: String, kind: String, span: DurationSpan = .whole)
    -> DurationOutlook?
  {
    let peers = history.ends
    guard peers >= DurationOutlook.leastPeers, history.tells(of: span) else { return nil }
    let model = freshModel()
    guard isOutlookOld else { return nil }
    isOutlookOld = false
    return DurationOutlook(
      model.withoutGuess,
      server: server,
      kind: kind,
      span: span,
      peers: peers
    )
  }

  private mutating func freshModel() -> DurationModel {
    if let model, newSinceModel <= history.durations.count / 16 { return model }
    let model = DurationModel(learnedFrom: history)
    self.model = model
    newSinceModel = 0
    (isPlanOld, isOutlookOld) = (true, true)
    return model
  }

  /// The age in seconds at which to ask about a job that was still going on at that age; nothing
  /// while too little is known.
  ///
  /// `requestsPerJob`: about so many requests are made about a job on average; `price`: as for `plan`.
  package mutating func nextAge(
    after age: Double,
    requestsPerJob: Double,
    price: Double? = nil,
    jitter: Double,
    using generator: inout some RandomNumberGenerator
  ) -> Double? {
    plan(requestsPerJob: requestsPerJob, price: price)?.nextAge(
      after: max(0, age),
      jitter: jitter,
      using: &generator
    )
  }

  /// The time in seconds until the next request, which the plan would make so long at that age, for a
  /// job of which its progress says more.
  func gap(_ gap: Double, at age: Double, by progress: JobProgress) -> Double {
    guard let model = plan?.model else { return gap }
    let ended = model.ended(at: age).share
    let times = [0.5, 1.0 / 6, 5.0 / 6].map { part in
      model.age(whenEnded: ended + (1 - ended) * part) - age
    }
    let spread = (times[2] - times[1]) / 2 / max(times[0], 1e-9)
    return progress.gap(gap, peers: (times[0], spread))
  }

  /// The age in seconds of a job that goes on, where it is only known between which it lies; the middle
  /// while there is no plan.
  func age(between young: Double, and old: Double) -> Double {
    model?.age(between: young, and: old) ?? (young + old) / 2
  }

  /// How many requests follow within that time about a job that was still going on at that age; nothing
  /// while there is no plan.
  ///
  /// Counted up to 64, times in seconds; `cap`: the longest time between two.
  package func requests(from age: Double, within time: Double, cap: Double) -> Int? {
    guard isTaught, let plan else { return nil }
    var now = max(0, age)
    for count in 0..<64 {
      let next = min(plan.nextAge(after: now), now + cap)
      guard next <= age + time else { return count }
      now = next
    }
    return 64
  }

  /// The plan for about so many requests about a job on average; nothing while too little is known.
  ///
  /// `price`: fewer are made where the last of them would save less than so many seconds of delay.
  package mutating func plan(requestsPerJob: Double, price: Double? = nil) -> PollPlan? {
    guard isTaught else { return nil }
    let model = freshModel()
    if let plan, !isPlanOld, planned.requests == requestsPerJob, planned.price == price {
      return plan
    }
    plan = PollPlan(model, requestsPerJob: requestsPerJob, price: price)
    (planned, isPlanOld) = ((requestsPerJob, price), false)
    return plan
  }
}
