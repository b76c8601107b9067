import JobModel
import JobProfile

/// How a watcher behaves; every knob refuses nonsense by name.
public struct WatchOptions: Hashable, Sendable {
  /// How often a job is asked about.
  public var poll: PollPolicy
  /// How long to wait after a failed request.
  public var retry: RetryPolicy
  /// Whether and how the server may tell us.
  public var push: PushChoice
  /// Whether jobs made elsewhere are looked for, by list and by push.
  public var discovers: Bool
  /// Whether it is worked out, for a screen, how long jobs of each kind take.
  public var tellsOutlooks: Bool
  /// Whether jobs that the journal holds are watched on; if not, they are only known.
  public var resumes: Bool
  /// No fact about a job in progress grows older than this.
  public var staleness: Duration
  /// The same for jobs that are being looked at.
  public var viewedStaleness: Duration
  /// Requests under way at once.
  public var maximumInFlight: Int
  /// How often a create is tried before its caller is told that it failed.
  public var createTries: Int
  /// How many requests in a row may fail before callers are told that the server is out of reach;
  /// nothing: they wait for as long as they like, which suits a screen.
  public var patience: Int?
  /// How many repeats of failed requests a server is sent.
  package var quota = RetryQuota()

  /// The defaults of the library: about eight requests a job, when its end is likely by what was
  /// learned of its kind; push where the profile has it, nothing discovered.
  public init(
    poll: PollPolicy = .learned(requestsPerJob: 8),
    retry: RetryPolicy = RetryPolicy(),
    push: PushChoice = .automatic,
    discovers: Bool = false,
    tellsOutlooks: Bool = false,
    resumes: Bool = true,
    staleness: Duration = .seconds(60),
    viewedStaleness: Duration = .seconds(10),
    maximumInFlight: Int = 16,
    createTries: Int = 3,
    patience: Int? = 4
  ) {
    self.poll = poll
    self.retry = retry
    self.push = push
    self.discovers = discovers
    self.tellsOutlooks = tellsOutlooks
    self.resumes = resumes
    self.staleness = staleness
    self.viewedStaleness = viewedStaleness
    self.maximumInFlight = maximumInFlight
    self.createTries = createTries
    self.patience = patience
  }

  /// Refuses values that make no sense, also with a profile.
  func check(for profile: Profile) throws(JobFailure) {
    try check()
    if case .webhook(let url) = push, !profile.pushKinds.contains(.webhook) {
      throw .invalid(
        name: "The webhook",
        given: url,
        allowed: "a server that posts to URLs; the profile \(profile.name) has no webhook"
      )
    }
  }

  /// Refuses values that make no sense.
  /// - Throws: `JobFailure.invalid`, naming the value.
  public func check() throws(JobFailure) {
    try poll.check()
    guard (1...1000).contains(maximumInFlight) else {
      throw .invalid(
        name: "maximumInFlight",
        given: "\(maximumInFlight)",
        allowed: "a number from 1 to 1000"
      )
    }
    if case .webhook(let url) = push { _ = try WebhookAddress(url) }
    guard createTries >= 1 else {
      throw .invalid(name: "createTries", given: "\(createTries)", allowed: "at least 1")
    }
  }
}
