extension PollPolicy {
  /// The time to wait before the next question about one job, by what was learned of its kind.
  ///
  /// Where nothing is learned, or too little, it is what the number of polls says. `asked`: the age of
  /// the job when it was last seen going on; `age`: its age now; `progress`: how far it was then;
  /// `pace`: how much more seldom to ask; `price`: what a request is worth, where that is known.
  ///
  /// A shorter time to a planned instant would only come too early: a faster pace plans more requests.
  package func interval(
    after polls: Int,
    asked: Duration,
    age: Duration,
    progress: JobProgress? = nil,
    pace: Double = 1,
    price: Double? = nil,
    learnedBy planner: inout PollPlanner,
    using generator: inout some RandomNumberGenerator
  ) -> Duration {
    guard case .learned(let requestsPerJob, let cap, let jitter) = self,
      let next = planner.nextAge(
        after: asked.inSeconds,
        requestsPerJob: requestsPerJob / min(1, pace),
        price: price,
        jitter: jitter,
        using: &generator
      )
    else { return interval(after: polls, using: &generator) * pace }
    let planned = next - asked.inSeconds
    let gap = progress.map { planner.gap(planned, at: asked.inSeconds, by: $0) } ?? planned
    let due = asked.inSeconds + gap
    let seconds = min(max(0, due - age.inSeconds), cap.inSeconds)
    return .nanoseconds(Int64(seconds * max(1, pace) * 1e9))
  }

  /// About how many polls follow within that time about a job of that age, by what was learned.
  package func count(
    within time: Duration,
    after polls: Int,
    age: Duration,
    learnedBy planner: PollPlanner
  ) -> Int {
    guard case .learned(_, let cap, _) = self,
      let count = planner.requests(
        from: age.inSeconds,
        within: time.inSeconds,
        cap: cap.inSeconds
      )
    else { return count(within: time, after: polls) }
    return count
  }
}
