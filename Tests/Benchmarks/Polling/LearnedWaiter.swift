import JobModel

/// Waits as jobtop does: by what was learned, and by the standard schedule before that.
struct LearnedWaiter: Waiter {
  let asksAtOnce = false
  let obeysHints = true
  var planner = PollPlanner()
  var requestsPerJob = 8.0
  /// Whether it heeds what the server says of a job's progress.
  var heedsProgress = false

  func pause(afterFailures failures: Int, using generator: inout SeededGenerator) -> Double? {
    RetryPolicy().delay(after: failures, using: &generator).inSeconds
  }

  mutating func pause(
    after polls: Int,
    asked: Double,
    now: Double,
    progress: Double?,
    using generator: inout SeededGenerator
  ) -> Double {
    PollPolicy.learned(requestsPerJob: requestsPerJob).interval(
      after: polls,
      asked: .seconds(asked),
      age: .seconds(now),
      progress: heedsProgress ? JobProgress(share: progress, time: .seconds(asked)) : nil,
      learnedBy: &planner,
      using: &generator
    ).inSeconds
  }

  /// Waits for jobs one after the other and learns from each.
  static func taught(
    by jobs: [Double],
    exactly isExact: Bool,
    server: PlayedServer,
    using generator: inout SeededGenerator
  ) -> LearnedWaiter {
    var waiter = LearnedWaiter()
    for job in jobs { waiter.watch(job, exactly: isExact, server: server, &generator) }
    return waiter
  }

  /// Waits for one job and learns from it.
  @discardableResult
  mutating func watch(
    _ job: Double,
    exactly isExact: Bool,
    server: PlayedServer,
    _ generator: inout SeededGenerator
  ) -> Wait {
    let wait = Wait(for: job, by: &self, server: server, using: &generator)
    planner.learn(
      isExact ? .exactly(.seconds(job)) : .between(.seconds(wait.early), .seconds(wait.late))
    )
    return wait
  }
}
