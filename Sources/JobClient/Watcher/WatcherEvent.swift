import JobModel
import JobProfile

/// What can happen to a watcher: a wish of its owner, an answer, a message, the passing of time.
package enum WatcherEvent: Sendable {
  /// Create these jobs; those without a title are labelled by numbers from that one on. The time
  /// begins now where it is not said when it is over.
  case create(
    [Draft],
    firstNumber: Int? = nil,
    within: Duration? = nil,
    until: Timestamp? = nil,
    ticket: Ticket
  )
  /// Settle the creates that earlier processes left without an answer; the caller is told when none is
  /// left, or its time is over.
  case settleLeft(within: Duration?, until: Timestamp?, ticket: Ticket)
  /// Watch jobs that were made elsewhere; `isWish`: also before the server has said that they exist.
  case track([JobID], isWish: Bool = true, ticket: Ticket?)
  /// What the journal kept from an earlier run of the program, when the jobs were created that
  /// nobody wants to see again, and how long jobs took, by kind.
  case restore(
    [Job],
    forgotten: [JobID: Timestamp] = [:],
    durations: [String: DurationHistories] = [:]
  )
  /// What another process noted down in the journal, and what it was told to watch no longer.
  case foreign([Job], forgotten: [Job] = [])
  /// Whose turn it is to ask, and how long jobs took, by kind, where others may have learned more.
  case turn(LeaseTurn, durations: [String: DurationHistories]? = nil)
  /// Ask once how a job stands.
  case query(JobID, ticket: Ticket)
  /// Ask once for the list, with values for its filters.
  case enumerate(filters: [String: JSON], ticket: Ticket)
  /// Cancel, retry or delete a run; where the server has not confirmed it for longer than that, it is
  /// asked first how the job stands.
  case control(JobOperation, RunID, confirmedWithin: Duration? = nil, ticket: Ticket)
  /// Drop what was asked for of these runs and has not been sent; its caller hears `cancelled`.
  case withdraw([RunID])
  /// Have the server post to a URL, or no longer.
  case webhook(String, isWithdrawal: Bool, ticket: Ticket)
  /// Watch these no longer.
  case forget([RunID])
  /// Tell when a job has ended.
  case wait(JobWait)
  /// Whoever waited for that, for jobs to end or to be created, does no longer.
  case stopWaiting(Ticket)
  /// These rows are being looked at: they must not grow old.
  case viewing(Set<RunID>)
  /// That run is looked at closely: tell what goes to and fro about it; nothing: none is.
  case inspect(RunID?)
  /// The log of that run is read: ask for it, and again while the job goes on; nothing: none is.
  case followLog(RunID?)
  /// Poll by another policy from now on.
  case poll(PollPolicy)
  /// Ask that much more seldom than planned (2: half as often) from now on.
  case pace(Double)
  /// An answer came to that request.
  case answered(RequestNumber, WireAnswer)
  /// No answer came to that request.
  case unanswered(RequestNumber, TransportFailure)
  /// The journal kept, or could not keep, what that receipt was for.
  case journaled(Receipt, JobFailure?)
  /// Something happened to the push connection of that number.
  case push(Int, PushEvent)
  /// The instant asked for has come.
  case woke
  /// The machine has slept, and goes on.
  case resumed
  /// Stop everything.
  case close
}

/// The number of a request on its way.
package struct RequestNumber: Hashable, Comparable, Sendable {
  package let value: Int

  /// The earlier request comes first.
  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  package init(value: Int) {
    self.value = value
  }
}

/// Stands for a caller that waits for a reply.
package struct Ticket: Hashable, Comparable, Sendable {
  package let value: Int

  /// Whoever came earlier comes first.
  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  package init(value: Int) {
    self.value = value
  }
}

/// Stands for entries that must be kept before something is sent.
package struct Receipt: Hashable, Sendable {
  package let value: Int
}

/// A caller that waits for a job's end.
package struct JobWait: Hashable, Sendable {
  package var job: JobID
  package var ticket: Ticket
  /// The last poll happens then.
  package var deadline: Timestamp?
  /// How long that was when the wait began, for the sentence.
  package var within: Duration?
  /// Give up after so many polls.
  package var maximumPolls: Int?

  package init(
    job: JobID,
    ticket: Ticket,
    deadline: Timestamp?,
    within: Duration?,
    maximumPolls: Int? = nil
  ) {
    self.job = job
    self.ticket = ticket
    self.deadline = deadline
    self.within = within
    self.maximumPolls = maximumPolls
  }
}
