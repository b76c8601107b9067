import JobModel
import Screen

/// A job as its server has last confirmed it, and what else its line in the table depends on.
struct RowContext {
  let job: Job
  let now: Timestamp
  /// The server has not confirmed for too long what stands here.
  let isStale: Bool
  /// What the server's name looks like.
  let serverRole: Role
  /// Whether the row has its id in a column of its own.
  let showsID: Bool
  /// It ended at that age or before: nobody says when.
  private let wasOverWhenFound: Bool
  /// How it compares with others of its kind; nothing where that is not known, or it has ended.
  let estimate: Estimate?

  init(
    job: Job,
    link: ServerStatus.Link?,
    unchanged: ServerStatus.Unchanged? = nil,
    now: Timestamp,
    serverRole: Role = .plain,
    showsID: Bool = true,
    wasOverWhenFound: Bool = false,
    outlook: (DurationOutlook, birth: Timestamp)? = nil
  ) {
    let job = unchanged?.applied(to: job) ?? job
    self.showsID = showsID
    self.wasOverWhenFound = wasOverWhenFound
    self.job = job
    self.now = now
    self.serverRole = serverRole
    isStale = RowContext.isStale(job, link: link, now: now)
    estimate = outlook.flatMap { [isStale] outlook, birth in
      let seconds = now.wholeSecond - birth.wholeSecond
      guard !isStale else { return nil }
      let progress = RowContext.progress(of: job, birth: birth, now: now)
      return Estimate(outlook, age: .seconds(max(0, seconds)), progress: progress)
    }
  }

  /// How far it was when its server last said so, and how long ago that was.
  private static func progress(
    of job: Job,
    birth: Timestamp,
    now: Timestamp
  ) -> (JobProgress, since: Duration)? {
    guard let seen = job.seen else { return nil }
    return JobProgress(of: job, at: seen, bornAt: birth).map { progress in
      (progress, .seconds(max(0, now.wholeSecond - seen.wholeSecond)))
    }
  }

  /// Old news is what was not confirmed in twice its interval; of a server that does not answer,
  /// or has not yet, everything that it did not say just now.
  private static func isStale(_ job: Job, link: ServerStatus.Link?, now: Timestamp) -> Bool {
    guard !job.state.isFinal, let seen = job.seen else { return false }
    // In whole seconds, as all that changes by itself: a row grows old with a tick of the clock.
    let unseen = Duration.seconds(now.wholeSecond - seen.wholeSecond)
    if let interval = job.interval, unseen > interval * 2 { return true }
    switch link {
    case .retrying, .unanswered, .unauthorised, .connecting: return unseen > .seconds(2)
    case .idle, .push, .longPoll, .poll, .limited, nil: return false
    }
  }

  /// As old as the job is for this row; nothing where nobody knows it.
  var age: Int64? { job.age(at: now, isStale: isStale) }

  /// The age as it is shown: `≥` where it is at least that, `≤` where it is at most, nothing where
  /// nobody knows it.
  var ageText: String? {
    guard let age else { return nil }
    let bound = isStale || !job.isCreationKnown ? "≥" : wasOverWhenFound ? "≤" : ""
    return bound + ShortText.age(age)
  }

  /// How old what we show is.
  var unseen: Int64? { job.unseen(at: now) }
}
