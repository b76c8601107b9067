import JobModel
import Screen

extension DetailContent {
  /// What went to and fro about this job.
  private var exchanges: JobExchanges? {
    state.exchanges?.run == job.run ? state.exchanges : nil
  }

  /// Each request and what came of it; repeated ones are marked, with why.
  var requests: [[Span]] {
    guard let exchanges, !exchanges.exchanges.isEmpty else { return [] }
    let asked = exchanges.exchanges.count { $0.cause != .list && $0.outcome != .heard }
    let earlier = [[Span("Earlier ones are no longer kept.", .faint)]]
    let lines = RequestLines(
      exchanges: exchanges.exchanges,
      id: job.jobID?.rawValue ?? "",
      width: width,
      now: now,
      utcOffset: state.utcOffset
    )
    return [[], [Span("Requests", .frameTitle)]] + (job.polls > asked ? earlier : []) + lines.lines
  }

  /// When it is asked about next, and why then; counts down with the clock.
  var next: String? {
    switch exchanges?.next {
    case nil: nil
    case .underWay(_, isHeld: true): "now: the server holds the request until there is news"
    case .underWay(let since, isHeld: false):
      "now: asked " + ShortText.age(now.wholeSecond - since.wholeSecond) + " ago"
    case .elsewhere: "another jobtop here asks, for all that watch this server"
    case .stopped(let why): "not before something changes: \(why)"
    case .planned(let due, let reason): countdown(to: due) + ": " + reason.words
    }
  }

  private func countdown(to due: Timestamp) -> String {
    let seconds = due.wholeSecond - now.wholeSecond
    return seconds > 0 ? "in \(Duration.seconds(seconds).short)" : "now"
  }
}

extension NextRequest.Reason {
  fileprivate var words: String {
    switch self {
    case .plan: "the plan of polls"
    case .learned(.whole, let jobs): "by how long \(ShortText.jobs(jobs)) of its kind took"
    case .learned(.running, let jobs): "by how long \(ShortText.jobs(jobs)) of its kind ran"
    case .hint: "the server asked to wait so long"
    case .floor: "its profile allows no shorter time"
    case .besidePush: "only a check, the server tells what is new"
    case .expectedEnd: "the server expects its end then"
    case .list: "by the list that answers for all jobs"
    case .failure(let why): "again, the last came to nothing (\(why))"
    case .pause(let why): "nothing is sent until then (\(why))"
    case .limit: "its rate limit is used up"
    }
  }
}
