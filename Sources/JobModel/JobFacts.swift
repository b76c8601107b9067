/// What one answer or message of a server says about one job, in our words.
public struct JobFacts: Hashable, Sendable {
  /// What the server calls the job; nothing where the message does not say.
  public var jobID: JobID?
  /// How it stands; nothing where the message does not say.
  public var state: StateReading?
  /// The title.
  public var title: String?
  /// What sort of work it is.
  public var kind: String?
  /// From 0 to 1.
  public var progress: Double?
  /// The job's own try, from 1.
  public var attempt: Int?
  /// The most tries the job may have.
  public var attemptLimit: Int?
  /// Why it failed.
  public var reason: String?
  /// A code for why it failed.
  public var reasonCode: String?
  /// What came out: a URL (a string), or JSON; counts only once the state is final.
  public var result: JSON?
  /// The server's revision; orders updates.
  public var revision: String?
  /// When it was created.
  public var created: Timestamp?
  /// When work on it began.
  public var started: Timestamp?
  /// When it ended; counts only once the state is final.
  public var finished: Timestamp?
  /// When it last changed.
  public var updated: Timestamp?
  /// When it is expected to end.
  public var ends: Timestamp?
  /// How long it will still take.
  public var remaining: Duration?
  /// How long it takes in all.
  public var expected: Duration?
  /// How long not to ask again.
  public var wait: Duration?
  /// Inputs that the server repeats, by name.
  public var inputs: [String: JSON] = [:]

  /// Makes facts that say nothing yet.
  public init(jobID: JobID? = nil, state: StateReading? = nil) {
    self.jobID = jobID
    self.state = state
  }

  /// When the server expects the job to end; nothing where it does not say.
  package func expectedEnd(at now: Timestamp) -> Timestamp? {
    ends ?? remaining.map { now.advanced(by: $0) }
  }

  /// A server's word for a state, and what it means.
  public struct StateReading: Hashable, Sendable {
    /// The server's word, verbatim; parts joined by `/`.
    public var word: String
    /// What it means; a word that the profile does not list counts as running.
    public var state: JobState
    /// Whether the profile lists the word.
    public var isKnown: Bool
    /// How many answers in a row must say so before it is final.
    public var confirmations: Int

    /// Makes a reading.
    public init(word: String, state: JobState, isKnown: Bool = true, confirmations: Int = 1) {
      self.word = word
      self.state = state
      self.isKnown = isKnown
      self.confirmations = confirmations
    }
  }
}
