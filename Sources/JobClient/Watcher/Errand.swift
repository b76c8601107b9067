import JobModel
import JobProfile

/// What a request is sent for.
enum Errand: Hashable, Sendable {
  case create(RunID)
  /// A poll, or a status request that a caller asked for.
  case status(RunID, ticket: Ticket?)
  /// A status request that the server holds until the state changes.
  case held(RunID)
  /// A status request about a job that is not watched.
  case query(JobID, ticket: Ticket)
  /// A poll of several jobs by their ids.
  case bulk([RunID])
  /// A page of the list that serves all jobs.
  case sweep(page: [String: JSON], target: String?)
  /// A page of the list for a caller, after what earlier pages held.
  case enumerate(filters: [String: JSON], found: [JobUpdate], target: String?, ticket: Ticket)
  /// A page of the list that is looked into for creates without an answer.
  case lookUp(LookUp)
  case control(JobOperation, RunID, ticket: Ticket)
  /// The log of a run that somebody reads.
  case log(RunID)
  /// A URL that the server is to post to, or no longer.
  case webhook(WebhookErrand)

  /// The caller that waits for it.
  var ticket: Ticket? {
    switch self {
    case .status(_, let ticket): ticket
    case .query(_, let ticket), .enumerate(_, _, _, let ticket), .control(_, _, let ticket): ticket
    case .webhook(let errand): errand.ticket
    case .create, .held, .bulk, .sweep, .lookUp, .log: nil
    }
  }

  /// Which of the profile's requests it is; nothing for one that is about no job.
  var operation: JobOperation? {
    switch self {
    case .create: .create
    case .status, .held, .query: .status
    case .bulk: .bulk
    case .sweep, .enumerate, .lookUp: .list
    case .control(let operation, _, _): operation
    case .log: .log
    case .webhook: nil
    }
  }

  /// The rest of a link to the next page.
  var target: String? {
    switch self {
    case .sweep(_, let target), .enumerate(_, _, let target, _): target
    case .lookUp(let search): search.target
    case .create, .status, .held, .query, .bulk, .control, .log, .webhook: nil
    }
  }

  /// The runs whose polls it is.
  var polled: [RunID] {
    switch self {
    case .status(let run, _), .held(let run): [run]
    case .bulk(let runs): runs
    case .create, .query, .sweep, .enumerate, .lookUp, .control, .log, .webhook: []
    }
  }

  /// The run it is about.
  var run: RunID? {
    switch self {
    case .create(let run), .status(let run, _), .held(let run), .control(_, let run, _),
      .log(let run):
      run
    case .query, .bulk, .sweep, .enumerate, .lookUp, .webhook: nil
    }
  }

  /// Whether somebody asked for it, and it does not come again by itself.
  var isWish: Bool {
    switch self {
    case .create, .query, .enumerate, .lookUp, .control, .webhook: true
    case .status, .held, .bulk, .sweep, .log: false
    }
  }

  /// Whether it makes a job or does something to one.
  var changesJobs: Bool {
    switch self {
    case .create, .control: true
    case .status, .held, .query, .bulk, .sweep, .enumerate, .lookUp, .log, .webhook: false
    }
  }

  /// Whether it was nobody's wish.
  var isPoll: Bool {
    switch self {
    case .status(_, let ticket): ticket == nil
    case .held, .bulk, .sweep: true
    case .create, .query, .enumerate, .lookUp, .control, .log, .webhook: false
    }
  }

  /// Whether it makes a job: without a readable answer nobody knows whether there is one.
  var isCreate: Bool {
    if case .create = self { true } else { false }
  }

  /// Whether the server is to hold it.
  var isHeld: Bool {
    if case .held = self { true } else { false }
  }
}

/// A URL that the server is to post to, or no longer.
struct WebhookErrand: Hashable, Sendable {
  var callback: String
  var isWithdrawal: Bool
  /// Withdraws only that registration, which a newer one of the same URL has replaced.
  var replaced: Profile.WebhookRegistration?
  /// The caller that waits; nothing: it is our own.
  var ticket: Ticket?
}

/// A request on its way.
struct Sent: Sendable {
  var errand: Errand
  var at: Timestamp
  /// Method and path, for the sentence when it goes wrong.
  var line: String
  /// The same with its query, for whoever looks at it; what might be secret is blotted out.
  var shownLine: String
  /// Why it was sent.
  var cause: Exchange.Cause
  /// Path and query; links in the answer start from it.
  var target: String
  /// What was said of the answer that we have.
  var validator: Validator?
  /// What filled the holes of the request; paging by offset or page counts on from it.
  var values: [String: JSON]
  /// What it cost as the repeat of one that had failed; nothing: it is none.
  var price: RetryQuota.Price?
  /// Whoever asked for it has taken that back: it is not sent again.
  var isWithdrawn = false
}

/// A caller that waits for its creates.
struct PendingCreate: Sendable {
  var waiting: Set<RunID> = []
  var outcomes: [JobUpdate] = []
  /// Why the first of them that went wrong did.
  var failure: JobFailure?
  /// What is not answered then is given up.
  var deadline: Timestamp?
  /// How long that was when it began, for the sentence.
  var within: Duration?
  /// When its drafts were made; nothing where others have made them.
  var since: Timestamp?

  /// The time begins now where it is not said when it is over.
  init(within limit: Duration?, until deadline: Timestamp?, from now: Timestamp) {
    within = limit
    since = now
    self.deadline = deadline ?? limit.map { now.advanced(by: $0) }
  }
}

/// A caller that waits for a job's end.
struct ActiveWait: Sendable {
  var wait: JobWait
  var run: RunID
  /// Polls of the job when the wait began.
  var pollsBefore: Int
  /// The last poll was asked for: the wait ends with its answer, or then.
  var endsAt: Timestamp?
  /// Only what the server says after that counts: its one job may have begun anew.
  var asksAfter: Timestamp?

  /// Whether it needs the answer to a request of its own.
  var hearsNextAnswer: Bool { endsAt != nil || asksAfter != nil }

  /// When it must be looked at next by itself.
  var nextInstant: Timestamp? { endsAt ?? wait.deadline }
}
