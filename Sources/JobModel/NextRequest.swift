/// When a job is asked about next, and why not before.
package enum NextRequest: Hashable, Sendable {
  /// A request is on its way; `isHeld`: the server is to answer it when there is news.
  case underWay(since: Timestamp, isHeld: Bool)
  /// It will be asked about then.
  case planned(at: Timestamp, Reason)
  /// Another process that shares the journal asks, when that is due there.
  case elsewhere
  /// Nothing is asked until something changes, and what is in the way.
  case stopped(why: String)

  /// What fixes the instant.
  package enum Reason: Hashable, Sendable {
    /// The plan of polls.
    case plan
    /// The plan that was learned from so many jobs of its kind, by how long they took or ran.
    case learned(DurationSpan, jobs: Int)
    /// The server said how long not to ask again.
    case hint
    /// The profile allows no shorter time between two requests.
    case floor
    /// Push tells what is new; in between it is only checked.
    case besidePush
    /// The server said when it expects the job to end.
    case expectedEnd
    /// One list answers for all jobs.
    case list
    /// The last request came to nothing, and why it did.
    case failure(String)
    /// The whole server is given a rest, and why it is.
    case pause(String)
    /// The server's rate limit is used up.
    case limit
  }
}
