/// One run of a job as far as we know it: what the server said last, and what we did to learn it.
public struct Job: Hashable, Sendable, Identifiable {
  // Hundreds of thousands of these may be kept: optionals are compact, what is a byte long follows
  // what leaves room for it, and what few jobs have lies elsewhere.

  /// What we call this run.
  public let run: RunID
  /// The short name of the server that has it.
  public var server: String
  /// What the server calls it; nothing while a create has no answer.
  public var jobID: JobID?
  /// Which run of the row this is, from 1.
  public var runNumber: Int
  /// From 0 to 1.
  public var progress: Double?
  /// How it stands.
  public var state: JobState
  /// False where the profile does not list the server's word; it then counts as running.
  public var isKnownWord = true
  /// False where `created` is only the latest that it can be: the job was found, and its server does
  /// not say since when it has it.
  public var isCreationKnown = true
  /// The server's own word for the state, verbatim.
  public var serverState: String?
  /// The title that the server or the draft gives.
  public var title: String?
  /// What sort of work it is; the profile's name where the server does not say.
  public var kind: String?
  /// Which try of its own work the server reports, from 1.
  @Compact public var attempt: Int?
  /// How many tries the server allows.
  @Compact public var attemptLimit: Int?
  /// The server's revision of what it said last; orders updates.
  public var revision: String?
  /// When the job was created: by the server's word, else when we first asked for it or saw it.
  public var created: Timestamp
  /// When the server began to work on it.
  @Compact public var started: Timestamp?
  /// When it ended: by the server's word, else when we learned it.
  @Compact public var finished: Timestamp?
  /// When the server last changed it, by the server's word.
  @Compact public var updated: Timestamp?
  /// When the server last confirmed what stands here.
  @Compact public var seen: Timestamp?
  /// How long until the next confirmation, as planned, in whole nanoseconds; twice that long unseen is
  /// stale.
  @Compact public var interval: Duration?
  private var pollCount: UInt32 = 0
  private var repeatCount: UInt32 = 0
  private var rest = Rare<Rest>()

  /// What few jobs have.
  private struct Rest: RareFacts {
    var confirmation: Confirmation?
    var reason: String?
    var result: JSON?
    var draft: Draft?
  }

  /// Status requests sent for it.
  public var polls: Int {
    get { Int(pollCount) }
    set { pollCount = UInt32(clamping: newValue) }
  }

  /// Those of them that were sent because the one before had failed.
  public var repeats: Int {
    get { Int(repeatCount) }
    set { repeatCount = UInt32(clamping: newValue) }
  }

  /// How many answers in a row said the end that is not yet believed, of how many that are needed.
  public var confirmation: Confirmation? {
    get { rest.facts.confirmation }
    set { rest.facts.confirmation = newValue }
  }

  /// Why it failed, was refused, or what is known of its loss.
  public var reason: String? {
    get { rest.facts.reason }
    set { rest.facts.reason = newValue }
  }

  /// What came out: a URL (a string), or JSON.
  public var result: JSON? {
    get { rest.facts.result }
    set { rest.facts.result = newValue }
  }

  /// What was sent to create it; nothing for jobs made elsewhere.
  public var draft: Draft? {
    get { rest.facts.draft }
    set { rest.facts.draft = newValue }
  }

  /// Makes a run of which nothing is known but its state.
  public init(
    run: RunID,
    server: String,
    jobID: JobID?,
    runNumber: Int = 1,
    state: JobState,
    created: Timestamp,
    draft: Draft? = nil
  ) {
    self.run = run
    self.server = server
    self.jobID = jobID
    self.runNumber = runNumber
    self.state = state
    self.created = created
    self.draft = draft
  }

  /// The same as `run`.
  public var id: RunID { run }

  /// Whether it is known by its id alone: no server has said yet how it stands.
  public var isHearsay: Bool {
    guard seen == nil, draft == nil else { return false }
    return state.isActive || state == .lost
  }

  /// Its state in a word; `asking` where no server has said it yet.
  public var stateWord: String { isHearsay && state.isActive ? "asking" : state.rawValue }

  /// When it became known how it stands; nothing while nobody has said.
  ///
  /// Of a job that is lost, or was refused, its server has confirmed nothing then.
  package var learned: Timestamp? {
    switch state {
    case .lost, .refused: finished ?? seen
    case .submitting, .pending, .running, .completed, .failed, .cancelled, .unconfirmed:
      seen ?? finished
    }
  }

  /// How often we asked again: status requests beyond the first.
  public var retries: Int { max(0, polls - 1) }

  /// An end that a server with unreliable failures has said, and that is not yet believed.
  public struct Confirmation: Hashable, Sendable, Codable {
    /// Answers in a row that said so.
    public var count: Int
    /// Answers in a row that make it final.
    public var needed: Int

    /// Makes a count.
    public init(count: Int, needed: Int) {
      self.count = count
      self.needed = needed
    }
  }
}
