import JobModel

/// Everything that will happen to one run of a job, if nobody interferes.
///
/// ```
///  created                begins            ends            begins          ends
///     │  waiting (pending)  │ working (running) │ waiting (pending) │ working (running) │
///     └──────────── try 1, failed ──────────────┴──────────── try 2, completed ─────────┘
/// ```
package struct JobScript: Hashable, Sendable {
  /// One try of the work.
  package struct Attempt: Hashable, Sendable {
    /// How long it waits before work begins.
    package var waiting: Duration
    /// How long the work takes.
    package var working: Duration
    /// How much of the work is done when it ends, from 0 to 1.
    package var reach: Double
    /// Why it fails; nothing: it completes the job.
    package var failure: String?

    /// Makes a try.
    package init(waiting: Duration, working: Duration, reach: Double, failure: String?) {
      self.waiting = waiting
      self.working = working
      self.reach = reach
      self.failure = failure
    }
  }

  /// The tries, one after the other; at least one, and only the last may complete the job.
  package var attempts: [Attempt]
  /// The most tries that the server allows.
  package var limit: Int
  /// How progress moves within a try.
  package var progress: ProgressRule

  /// Spells out what happens.
  package init(attempts: [Attempt], limit: Int, progress: ProgressRule) {
    self.attempts = attempts
    self.limit = limit
    self.progress = progress
  }

  /// How long the job takes in all.
  package var length: Duration {
    attempts.reduce(.zero) { $0 + $1.waiting + $1.working }
  }

  /// How the job stands at a moment counted from its creation.
  package func moment(at elapsed: Duration) -> JobMoment {
    var start = Duration.zero
    var began: Duration?
    for (index, attempt) in attempts.enumerated() {
      let begins = start + attempt.waiting
      let ends = begins + attempt.working
      if elapsed < begins { return waiting(try: index, began: began) }
      began = began ?? begins
      if elapsed < ends {
        let done = progress.fraction(elapsed: elapsed - begins, of: attempt.working)
        let progress = done.map { ($0 * attempt.reach).roundedToThousandths }
        return JobMoment(state: .running, attempt: index + 1, progress: progress, began: began)
      }
      start = ends
    }
    return end(began: began, ended: start)
  }

  /// When the job changes next, counted from its creation; nothing after its end.
  package func nextChange(after elapsed: Duration) -> Duration? {
    var start = Duration.zero
    for attempt in attempts {
      let begins = start + attempt.waiting
      let ends = begins + attempt.working
      if elapsed < begins { return begins }
      if elapsed < ends {
        let move = progress.nextMove(after: elapsed - begins, of: attempt.working)
        return move.map { begins + $0 } ?? ends
      }
      start = ends
    }
    return nil
  }

  private func waiting(try index: Int, began: Duration?) -> JobMoment {
    let failure = index > 0 ? attempts[index - 1].failure : nil
    return JobMoment(state: .pending, attempt: index + 1, reason: failure, began: began)
  }

  private func end(began: Duration?, ended: Duration) -> JobMoment {
    let failure = attempts.last?.failure
    let reach = (attempts.last?.reach ?? 1).roundedToThousandths
    return JobMoment(
      state: failure == nil ? .completed : .failed,
      attempt: attempts.count,
      progress: progress == .none ? nil : reach,
      reason: failure,
      began: began,
      ended: ended
    )
  }
}

extension Double {
  fileprivate var roundedToThousandths: Double { (self * 1000).rounded() / 1000 }
}
