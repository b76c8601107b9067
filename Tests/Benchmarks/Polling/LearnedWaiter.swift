import JobModel

/// Waits as jobtop does: by what was learned, and by the standard schedule before that.
struct LearnedWaiter: Waiter {
  let asksAtOnce = false
  var planner = PollPlanner()
  var requestsPerJob = 8.0

  mutating func pause(
    after polls: Int,
    asked: Double,
    now: Double,
    using generator: inout SeededGenerator
  ) -> Double {
    PollPolicy.learned(requestsPerJob: requestsPerJob).interval(
      after: polls,
      asked: .seconds(asked),
      age: .seconds(now),
      learnedBy: &planner,
      using: &generator
    ).inSeconds
  }

  /// Waits for jobs one after the other and learns from each.
  static func taught(
    by jobs: [Double],
    exactly isExact: Bool,
    roundTrip: Double,
    using generator: inout SeededGenerator
  ) -> LearnedWaiter {
    var waiter = LearnedWaiter()
    for job in jobs { waiter.watch(job, exactly: isExact, roundTrip: roundTrip, &generator) }
    return waiter
  }

  /// Waits for one job and learns from it.
  @discardableResult
  mutating func watch(
    _ job: Double,
    exactly isExact: Bool,
    roundTrip: Double,
    _ generator: inout SeededGenerator
  ) -> Wait {
    let wait = Wait(for: job, by: &self, roundTrip: roundTrip, using: &generator)
    planner.learn(
      isExact ? .exactly(.seconds(job)) : .between(.seconds(wait.early), .seconds(wait.late))
    )
    return wait
  }
}
