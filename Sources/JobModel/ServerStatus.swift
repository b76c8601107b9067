/// How we stand with a server: what its chip in the header says.
package struct ServerStatus: Hashable, Sendable {
  /// The server's short name.
  package var server: String
  /// How facts reach us from it now.
  package var link: Link
  /// When it last answered anything.
  package var seen: Timestamp?
  /// What it told and is not shown.
  package var dropped: Dropped
  /// Its list held more jobs than we take at once.
  package var isListCapped: Bool
  /// What its lists have confirmed of all its jobs at once; nothing where none has.
  package var unchanged: Unchanged?
  /// What keeps failing while the rest is answered; nothing where nothing does.
  package var failing: Failing?
  /// Since when a request has been open that should have been answered by now; nothing where none is.
  package var silentSince: Timestamp?

  /// Makes a status.
  package init(
    server: String,
    link: Link,
    seen: Timestamp? = nil,
    dropped: Dropped = Dropped(),
    isListCapped: Bool = false,
    unchanged: Unchanged? = nil,
    failing: Failing? = nil,
    silentSince: Timestamp? = nil
  ) {
    self.server = server
    self.link = link
    self.seen = seen
    self.dropped = dropped
    self.isListCapped = isListCapped
    self.unchanged = unchanged
    self.failing = failing
    self.silentSince = silentSince
  }

  /// How facts reach us.
  package enum Link: Hashable, Sendable {
    /// Nothing was asked yet, or nothing is to be asked: no job is active.
    case idle
    /// The first request is under way.
    case connecting
    /// It tells us; the time from its word to us, where that is known.
    case push(delay: Duration?)
    /// It holds our requests until there is news.
    case longPoll
    /// We ask; the shortest time between two requests for one job now.
    case poll(every: Duration)
    /// It does not answer, or asks us to wait: the instant of the next try, and how many went wrong.
    case retrying(at: Timestamp, failures: Int, because: JobFailure)
    /// The last that was asked got no answer, when that was known and why; nothing is to be asked now.
    case unanswered(at: Timestamp, because: JobFailure)
    /// Its rate limit is used up: nothing is asked before that instant.
    case limited(until: Timestamp)
    /// It refuses our credentials; nothing is asked until they change.
    case unauthorised(reason: String)
  }
}
