import JobModel

/// What an answer means.
public enum Reading: Hashable, Sendable {
  /// Facts about jobs: one for status, create (several ids: several), cancel, retry; many for list.
  case jobs([JobFacts], page: ListPage)
  /// The server says: no such job.
  case missing(reason: String?)
  /// A create was already there: attach to it.
  case exists(JobFacts)
  /// Refused, absent or invalid: do not repeat; with the reason.
  case refused(reason: String?)
  /// 401 or 403.
  case unauthorised(code: Int, reason: String?)
  /// 429 or 503, or what the profile calls so; with the time to wait where the answer says.
  case throttled(code: Int, wait: Duration?)
  /// 304.
  case notModified
  /// Any other failure.
  case failed(code: Int, reason: String?)
  /// A 2xx without a readable state or id, and what it lacks.
  case unreadable(why: String)
}
