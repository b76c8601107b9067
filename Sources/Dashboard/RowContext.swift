import JobModel

/// A job, and what else its line in the table depends on.
struct RowContext {
  let job: Job
  let now: Timestamp
  /// The server has not confirmed for too long what stands here.
  let isStale: Bool

  init(job: Job, link: ServerStatus.Link?, now: Timestamp) {
    self.job = job
    self.now = now
    isStale = RowContext.isStale(job, link: link, now: now)
  }

  /// Old news is what was not confirmed in twice its interval; of a server that does not answer,
  /// everything that it did not say just now.
  private static func isStale(_ job: Job, link: ServerStatus.Link?, now: Timestamp) -> Bool {
    guard !job.state.isFinal, let seen = job.seen else { return false }
    // In whole seconds, as all that changes by itself: a row grows old with a tick of the clock.
    let unseen = Duration.seconds(now.wholeSecond - seen.wholeSecond)
    if let interval = job.interval, unseen > interval * 2 { return true }
    switch link {
    case .retrying, .unauthorised: return unseen > .seconds(2)
    case .idle, .connecting, .push, .longPoll, .poll, .limited, nil: return false
    }
  }

  /// Since its creation; it stops at the end, and for old news where the news ends.
  var age: Int64 {
    let end = job.finished ?? (isStale || job.state.isFinal ? job.seen : nil) ?? now
    return max(0, end.wholeSecond - job.created.wholeSecond)
  }

  /// The age as it is shown: `≥` where it is at least that, nothing where nobody knows it.
  var ageText: String? {
    guard !job.isHearsay, job.isCreationKnown || age > 0 else { return nil }
    return (isStale || !job.isCreationKnown ? "≥" : "") + ShortText.age(age)
  }

  /// How old what we show is.
  var unseen: Int64? {
    job.seen.map { max(0, now.wholeSecond - $0.wholeSecond) }
  }
}
