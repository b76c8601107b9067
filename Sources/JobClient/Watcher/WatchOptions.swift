import JobModel
import JobProfile

/// How a client watches: how often it asks, whether it is told, and how patient it is.
///
/// The defaults suit most servers. What other clients call by other names:
///
/// | elsewhere | here |
/// |---|---|
/// | polling instead of push | `push: .none` |
/// | a webhook URL | `push: .webhook(url)` |
/// | polling interval, base delay | `poll: .exponential(base:)` or `.fixed` |
/// | maximum interval or delay | the `cap` of the `poll` |
/// | maximum retries or attempts | `maximumPolls` of a wait |
/// | timeout | `within` of a wait |
///
/// Every value that makes no sense is refused by name when a client is made.
public struct WatchOptions: Hashable, Sendable {
  /// How often a job is asked about.
  public var poll: PollPolicy
  /// How long to wait after a failed request.
  public var retry: RetryPolicy
  /// Whether and how the server may tell us.
  public var push: PushChoice
  /// Whether jobs made elsewhere are looked for, by list and by push; they come in `updates()`.
  public var discovers: Bool
  /// Whether it is worked out, for a screen, how long jobs of each kind take.
  package private(set) var tellsOutlooks = false
  /// Whether jobs that the journal holds are watched on; if not, they are only known.
  public var resumes: Bool
  /// Whether one of the processes that share the journal asks for all; one that is to ask in a way of
  /// its own does not share.
  package private(set) var sharesAsking = false
  /// Whether jobs are asked about by themselves; if not, only when somebody wants to know.
  package private(set) var polls = true
  /// No fact about a job in progress grows older than this, from 10 ms.
  public var staleness: Duration
  /// The same for jobs that are being looked at.
  public var viewedStaleness: Duration
  /// Requests under way at once, from 1 to 1000.
  public var maximumInFlight: Int
  /// How often a create is tried before its caller is told that it failed, from 1.
  public var createTries: Int
  /// How many requests in a row may fail before callers are told that the server is out of reach,
  /// from 1; nothing: they wait for as long as they like, which suits a screen.
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
    self.resumes = resumes
    self.staleness = staleness
    self.viewedStaleness = viewedStaleness
    self.maximumInFlight = maximumInFlight
    self.createTries = createTries
    self.patience = patience
  }

  /// For what this client could ask on behalf of other processes.
  var reach: LeaseBid.Reach { resumes ? .all : .named }

  /// The same, and where several processes share the journal one of them asks for all.
  package func sharingAsking(_ shares: Bool = true) -> WatchOptions {
    var options = self
    options.sharesAsking = shares
    return options
  }

  /// The same, and nothing is asked that nobody wants to know.
  package func polling(_ polls: Bool) -> WatchOptions {
    var options = self
    options.polls = polls
    return options
  }

  /// The same, and `reports()` tells how long jobs of each kind take.
  package func tellingOutlooks(_ tells: Bool = true) -> WatchOptions {
    var options = self
    options.tellsOutlooks = tells
    return options
  }
}
