import JobModel

/// Jobs that are left before their end, and why.
struct Departure {
  private let reasons: [(job: JobID, failure: JobFailure)]

  /// The jobs in their order, as far as there is a reason why they were left.
  init(_ jobs: [JobID], because failures: [JobID: JobFailure]) {
    reasons = jobs.compactMap { job in failures[job].map { (job, $0) } }
  }

  var isEmpty: Bool { reasons.isEmpty }

  /// What that means for the command.
  var outcomes: [Outcome] { reasons.map { Outcome($0.failure) } }

  /// Those of which the server knows nothing.
  var denied: [JobID] { reasons.filter(\.failure.deniesTheJob).map(\.job) }

  /// What is known of each job, with why it was left as its reason; those that nothing is known of
  /// are left out.
  func updates(from standing: [JobUpdate], at now: Timestamp) -> [JobUpdate] {
    let latest = Dictionary(
      standing.compactMap { update in update.job.jobID.map { ($0, update) } },
      uniquingKeysWith: { $0.job.runNumber >= $1.job.runNumber ? $0 : $1 }
    )
    return reasons.compactMap { job, failure in
      guard let update = latest[job], !update.state.isFinal else { return nil }
      return update.left(failure.reasonToLeave, at: now)
    }
  }

  /// A line for all jobs that were left for one reason; the last one says how to go on.
  func sentences(_ goOn: HowToGoOn) -> [String] {
    var headlines: [(words: String, jobs: [JobID])] = []
    for (job, failure) in reasons {
      let words = failure.headline
      if let index = headlines.firstIndex(where: { $0.words == words }) {
        headlines[index].jobs.append(job)
      } else {
        headlines.append((words, [job]))
      }
    }
    var lines = headlines.map { $0.words + Self.names($0.jobs) }
    let open = reasons.filter { !$0.failure.deniesTheJob }.map(\.job)
    if !open.isEmpty { lines.append(lines.removeLast() + " " + goOn.advice(for: open)) }
    return lines
  }

  /// More ids than these nobody reads.
  private static let limit = 20

  private static func names(_ jobs: [JobID]) -> String {
    let ids = jobs.filter { $0 != .only }.map(\.rawValue)
    guard !ids.isEmpty else { return "" }
    let rest = ids.count > limit ? " and \(ids.count - limit) more" : ""
    return " Left: \(ids.prefix(limit).joined(separator: ", "))\(rest)."
  }
}

extension JobUpdate {
  /// The same of a job that nobody follows any longer.
  func left(_ reason: String, at now: Timestamp) -> JobUpdate {
    var update = self
    update.time = now
    update.job.reason = reason
    return update
  }
}

extension JobFailure {
  /// Why nobody follows the job any longer, as its reason.
  fileprivate var reasonToLeave: String {
    switch self {
    case .deadline(let job, let limit):
      "not finished within \(limit.short)" + (job.trouble.map { ": \($0)" } ?? "")
    case .tooManyPolls(_, let limit): "not finished after \(Self.polls(limit))"
    case .unreachable, .noAnswer: "the server is out of reach: \(cause)"
    case .unknownJob: "the server has no such job"
    case .cancelled, .closed: "interrupted"
    case .untrusted, .unauthorised, .throttled, .failed, .unreadable, .refused, .notSent,
      .unsupported,
      .unconfirmed, .invalid, .journal, .foreignLink, .cannotListen, .unkept, .unread:
      cause
    }
  }

  /// The same as a sentence about the server, without a job or a request.
  fileprivate var headline: String {
    switch self {
    case .deadline(let job, let limit): "\(job.server): not finished within \(limit.short)."
    case .tooManyPolls(let job, let limit):
      "\(job.server): not finished after \(Self.polls(limit))."
    case .unreachable(let request, let why):
      "\(request.server) is out of reach: \(why). \(doubt)"
    case .noAnswer(let request, let limit):
      "\(request.server) gives no answer within \(limit.short)."
    case .unknownJob(let server, _):
      "\(server) has no such job, and it is not asked again. Is the id the right one?"
    case .cancelled, .closed: "Stopped; the jobs go on."
    case .untrusted, .unauthorised, .throttled, .failed, .unreadable, .refused, .notSent,
      .unsupported,
      .unconfirmed, .invalid, .journal, .foreignLink, .cannotListen, .unkept, .unread:
      told
    }
  }

  /// Whether there is nothing to wait for.
  var deniesTheJob: Bool {
    switch self {
    case .unknownJob, .refused(_, .status, _): true
    case .failed(_, let code, _): (400..<500).contains(code)
    default: false
    }
  }

  private static func polls(_ count: Int) -> String { "\(count) \(count == 1 ? "poll" : "polls")" }
}
