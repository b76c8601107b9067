import JobModel

/// What the watcher keeps of one run.
@dynamicMemberLookup
struct Entry: Sendable {
  /// The same value as in the updates that told of it.
  private(set) var shared: Shared<Job>
  var job: Job {
    _read { yield shared.value }
    _modify {
      var job = shared.value
      defer { shared = Shared(job) }
      yield &job
    }
  }
  /// When to ask about it next; nothing: not by itself.
  @Compact var due: Timestamp?
  /// When a status request about it was last sent.
  @Compact var askedAt: Timestamp?
  /// The latest instant at which the server's own word had it going on.
  @Compact var aliveAt: Timestamp?
  /// When the server expects it to end, by its last answer.
  @Compact var expectedEnd: Timestamp?
  /// When a list or a push first told of it; nothing for jobs of our own.
  @Compact var found: Timestamp?
  /// When it was first seen running in its present try; nothing while it waits.
  @Compact private var runningBy: Timestamp?
  /// When it was last heard of.
  var heardAt: Timestamp
  /// The way in which it was last heard of.
  var source = UpdateSource.create
  /// What fixed the instant at which it is asked about next.
  var dueBecause = NextRequest.Reason.plan
  /// A status request about it is on its way.
  var isAsking = false
  /// We asked the server to cancel it.
  var isCancelWish = false
  /// It stands in the queue of repeats that are not paid for yet.
  var isSetAside = false
  /// The last answer knew no such job: whether that is so is asked soon, whatever else tells us.
  var isDenied = false
  /// Someone looks at it.
  var isViewed = false
  /// Someone asked for it by its id: it is shown and noted down before the server confirms it.
  var isWish = false
  /// We began to watch it by its id, which nobody had noted down, and the server has not said yet
  /// whether it exists.
  var isUnheardOf = false
  /// Other processes watch it no longer.
  var isLeftToUs = false
  /// Our create may have reached the server although no answer came.
  var createMayExist = false
  /// So many milliseconds before it was seen running it may have begun to.
  private var startDoubt: UInt32 = 0
  /// Polls since the plan began; the policy's exponent.
  var step = 0
  private var rest = Rare<Rest>()

  /// Between which instants its present try began to run, by what was seen of it.
  var start: TimeWindow? {
    get {
      runningBy.map { late in
        TimeWindow(late.advanced(by: .milliseconds(0 - Int64(startDoubt))), late)
      }
    }
    set {
      runningBy = newValue?.late
      let doubt = newValue.map { $0.early.duration(to: $0.late).wholeNanoseconds } ?? 0
      startDoubt = UInt32(clamping: (doubt + 999_999) / 1_000_000)
    }
  }

  /// Whether it is asked about also while another process asks.
  var asksItself: Bool { isUnheardOf && !isKnown || isLeftToUs }
  /// The server has confirmed it at least once.
  var isKnown: Bool { job.seen != nil }

  init(job: Job) {
    shared = Shared(job)
    heardAt = job.learned ?? job.created
  }

  /// Its id belongs to another run now.
  mutating func loseID(at now: Timestamp) {
    job.state = .lost
    job.finished = now
    job.reason = "the server gave its id to a new job"
  }

  /// What few runs have.
  struct Rest: RareFacts {
    /// What a push hinted at and no answer has borne out yet.
    var hint: Hint?
    /// Requests about it that failed in a row.
    var failures = 0
    /// When the first of them did.
    var failingSince: Timestamp?
    /// When the last one that was about it alone did.
    var failedAt: Timestamp?
    /// Why the last of them did.
    var trouble: JobFailure?
    /// Answers in a row that know no such job.
    var missing = 0
    /// When our create was first sent.
    var createSent: Timestamp?
    /// When our create was answered; nothing for jobs made elsewhere.
    var acknowledged: Timestamp?
  }

  subscript<Value>(dynamicMember fact: WritableKeyPath<Rest, Value>) -> Value {
    get { rest.facts[keyPath: fact] }
    set { rest.facts[keyPath: fact] = newValue }
  }

  /// A push said that the job has ended, or lives again, or is gone.
  struct Hint: Hashable, Sendable {
    /// The way it came.
    var source: UpdateSource
    var at: Timestamp
    /// Answers since then that say otherwise.
    var doubts = 0

    /// After so many the push is taken for a mistake.
    static let patience = 3

    /// How long after an answer that says otherwise the next is asked for, at most.
    ///
    /// What was pushed is likely true, and nobody waits a whole plan for a cache to learn it.
    var pause: Duration { .seconds(1 << doubts) }
  }
}
