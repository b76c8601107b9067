import JobModel

/// Waits for jobs that wait for their turn, as jobtop does: by how long others ran once a job runs.
struct QueuedWaiter {
  /// Whether it looks at when jobs begin to run.
  var heedsRunning = true
  private var planner = KindPlanner()
  private static let requestsPerJob = 8.0

  init(heedsRunning: Bool) {
    self.heedsRunning = heedsRunning
  }

  /// How late it told of an end, and after how many requests.
  struct Outcome {
    var delay = 0.0
    var requests = 0
  }

  /// Waits for one job; times are ages of the job.
  mutating func watch(_ job: QueuedJob, learning: Bool, _ generator: inout SeededGenerator)
    -> Outcome
  {
    var (asked, requests) = (0.0, 0)
    var start: TimeWindow?
    while true {
      let next = nextAge(after: asked, requests, start, &generator)
      requests += 1
      guard next < job.whole else {
        if learning { learn(TimeWindow(.at(asked), .at(next)), start) }
        return Outcome(delay: next - job.whole, requests: requests)
      }
      if next >= job.queue, start == nil { start = TimeWindow(.at(asked), .at(next)) }
      asked = next
    }
  }

  private mutating func nextAge(
    after asked: Double,
    _ requests: Int,
    _ start: TimeWindow?,
    _ generator: inout SeededGenerator
  ) -> Double {
    let known = heedsRunning ? start : nil
    guard let (span, age) = planner.age(at: .at(asked), bornAt: .at(0), start: known) else {
      return asked
    }
    let price = planner.price(for: span, requestsPerJob: Self.requestsPerJob)
    let gap = PollPolicy.learned(requestsPerJob: Self.requestsPerJob).interval(
      after: requests,
      asked: age,
      age: age,
      price: price,
      learnedBy: &planner[span],
      using: &generator
    )
    return asked + gap.inSeconds
  }

  private mutating func learn(_ end: TimeWindow, _ start: TimeWindow?) {
    planner[.whole].learn(JobDuration(from: TimeWindow(.at(0)), to: end))
    // A job that was never seen running began after it was last seen waiting.
    planner[.running].learn(JobDuration(from: start ?? end, to: end))
  }
}

extension Timestamp {
  /// When a job that began at the beginning of time had that age.
  fileprivate static func at(_ age: Double) -> Timestamp { Timestamp(seconds: age) }
}
