import JobModel

extension WatcherDriver {
  /// What the loop can be told.
  enum Command: Sendable {
    case event(WatcherEvent)
    /// The push connection of that number said this, in order.
    case heard(Int, [PushEvent])
    case ask(Ticket, WatcherEvent, CheckedContinuation<Reply, Never>)
    case subscribe(Subscription)
    case unsubscribe(Int)
    /// The caller of that ticket was cancelled.
    case giveUp(Ticket)
    case count(CheckedContinuation<ClientCounts, Never>)
    /// Tell how everything stands.
    case standing(CheckedContinuation<[JobUpdate], Never>)
    /// The push connection of that number is gone.
    case pushEnded(Int)
    /// Some of what the journal keeps; all of it follows as `restore`.
    case glimpse([Job])
    /// A batch of notes was written, or could not be.
    case wrote(Notes.Batch, JobFailure?)
    /// The machine may have slept.
    case awoke
    /// What could not be written is to be tried again.
    case writeAgain
    /// What the journal kept could not be read.
    case unread(JobFailure)
  }
}
