/// What sixteen histories of one kind of job teach, each from other jobs.
struct Lessons {
  let title: String
  private var waiters: [LearnedWaiter]

  static let histories = 16

  init(_ count: Int, exactly isExact: Bool, of distribution: Distribution, server: PlayedServer) {
    title =
      count == 0 ? "learned, 0 jobs" : "learned, \(count) jobs, \(isExact ? "exact" : "by polling")"
    waiters = (0..<Self.histories).map { history in
      var generator = SeededGenerator(seed: UInt64(1000 + history))
      let jobs = distribution.sample(count, seed: UInt64(2000 + history))
      return .taught(by: jobs, exactly: isExact, server: server, using: &generator)
    }
  }

  /// The same, going by what the server says of progress too.
  var heedingProgress: Lessons {
    var lessons = self
    for index in lessons.waiters.indices { lessons.waiters[index].heedsProgress = true }
    return lessons
  }

  /// How all of them fare with the same jobs.
  func score(_ jobs: [Double], requestsPerJob: Double = 8, server: PlayedServer) -> Score {
    var score = Score()
    for (history, waiter) in waiters.enumerated() {
      var waiter = waiter
      waiter.requestsPerJob = requestsPerJob
      score.play(jobs, waiter, server: server, seed: UInt64(3000 + history))
    }
    return score
  }

  /// The same with the budget at which they make that many requests, not more.
  func score(_ jobs: [Double], using requests: Double, server: PlayedServer) -> Score {
    var (low, high) = (1.0, 40.0)
    for _ in 0..<10 {
      let middle = (low + high) / 2
      let score = score(jobs, requestsPerJob: middle, server: server)
      if score.requests > requests { high = middle } else { low = middle }
    }
    return score(jobs, requestsPerJob: low, server: server)
  }
}
