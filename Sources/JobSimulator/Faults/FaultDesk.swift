import JobModel
import JobProfile

/// The one owner of a server's faults: counts the requests that they are drawn for.
actor FaultDesk {
  private var plan: FaultPlan
  private var requests = 0
  private var cache = AnswerCache()
  private let clock: any JobClock

  init(_ plan: FaultPlan, clock: any JobClock) {
    self.plan = plan
    self.clock = clock
  }

  /// What happens to the next request.
  func treatment(for target: FaultTarget?) -> RequestTreatment {
    requests += 1
    return plan.treatment(request: requests, for: target, at: clock.now)
  }

  /// Whether the next request for a stream gets one; it counts when it is answered.
  func admitsPush() -> Bool {
    let next = plan.treatment(request: requests + 1, for: .push, at: clock.now)
    return next.outcome == .answer
  }

  /// What happens to what is pushed now.
  func trouble() -> PushTrouble {
    plan.trouble(at: clock.now)
  }

  /// An answer that was given less than `age` ago, or else a new one.
  func answer(
    to target: String,
    youngerThan age: Duration,
    _ make: @Sendable () async -> WireAnswer
  ) async -> WireAnswer {
    if let known = cache.answer(to: target, youngerThan: age, at: clock.now) { return known }
    let answer = await make()
    cache.keep(answer, for: target, at: clock.now)
    return answer
  }

  /// The rules that hold, in their order.
  var rules: [FaultRule] { plan.entries.map(\.rule) }

  /// Lets rules hold from now on; gives the instants at which all is to be forgotten.
  func add(_ rules: [FaultRule]) -> [Timestamp] {
    plan.add(rules, since: clock.now)
  }

  /// Takes all rules away.
  func clear() {
    plan.clear()
  }
}
