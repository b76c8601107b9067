import JobModel
import JobProfile

/// What a watcher wants done; its driver does it and nothing else.
package enum WatcherAction: Hashable, Sendable {
  /// Send a request; `answered` or `unanswered` must follow.
  case ask(RequestNumber, WireRequest, RequestLimits)
  /// Open the push connection of that number; events `push` follow until `ended`.
  case openPush(Int, PushPlan)
  /// Say that on the push connection of that number.
  case tellPush(Int, PushFrame)
  /// Close the push connection of that number.
  case closePush(Int)
  /// Note down; with a receipt, `journaled` must follow.
  case journal([JournalEntry], Receipt?)
  /// Tell who listens; `isChange`: more than that the server was asked again.
  case report(JobUpdate, isChange: Bool)
  /// Tell who shows the job that the plan for it is another; nothing was learned of it.
  case reportPlan(JobUpdate)
  /// Tell who listens how we stand with the server.
  case reportStatus(ServerStatus)
  /// Tell who listens something that the user should know, and that nothing failed by; once.
  case warn(JobFailure)
  /// Tell who shows jobs how long those of a kind take.
  case reportOutlook(DurationOutlook)
  /// These are no longer watched.
  case reportForgotten([RunID])
  /// What went to and fro about the run that is looked at closely.
  case reportExchanges(JobExchanges)
  /// The log that somebody reads, as it stands.
  case reportLog(JobLog)
  /// Tell the other processes what we bring along and want.
  case bid(LeaseBid)
  /// The reply to a caller.
  case reply(Ticket, Reply)
  /// Send `woke` then.
  case wake(at: Timestamp)
  /// Nothing will follow.
  case finished
}
