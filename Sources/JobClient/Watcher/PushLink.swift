import JobModel
import JobProfile

/// How a server tells us, as far as the watcher knows: one connection for all its jobs.
///
/// The kinds of the profile are tried in its order. One that proves hopeless is set aside for five
/// minutes (DESIGN §5.4) and the next one is tried; when none is left we only ask.
struct PushLink: Sendable {
  /// The kinds that may be used, the best first.
  private let kinds: [PushKind]
  private var setAside: [PushKind: Timestamp] = [:]
  /// The kind of the connection that is open or being opened.
  private(set) var kind: PushKind?
  /// The number of that connection.
  private(set) var number: Int?
  /// The one job that it is about; nothing: it is about all.
  private(set) var subject: JobID?
  /// The server has begun to tell.
  private(set) var isOpen = false
  /// When to open it again; nothing: as soon as it is wanted.
  private(set) var reopens: Timestamp?
  /// How long the server took to answer when it was opened.
  private(set) var delay: Duration?
  /// Where an event stream goes on after a break.
  var lastEventID: String?
  /// Messages that could not be read.
  var dropped = 0
  /// Jobs that the server was asked to tell of.
  var subscribed: Set<JobID> = []
  /// What is subscribed to may no longer be what is active.
  var mayDiffer = false
  /// The server holds long polls.
  private(set) var holds = false
  private var heldInVain = 0
  private var startedAt: Timestamp?
  private var openedAt: Timestamp?
  private var failures = 0
  private var silences = 0

  init(kinds: [PushKind]) {
    self.kinds = kinds
  }

  /// So many failures of one sort in a row make a kind hopeless.
  private static let patience = 3
  private static let hopelessFor = Duration.seconds(300)
  /// What lives that long has not failed.
  private static let soundAfter = Duration.seconds(60)

  /// The kind to use now; nothing: none is left.
  func preferred(at now: Timestamp) -> PushKind? {
    kinds.first { kind in setAside[kind].map { $0 <= now } ?? true }
  }

  func mayOpen(at now: Timestamp) -> Bool {
    number == nil && (reopens.map { $0 <= now } ?? true)
  }

  /// Whether the server tells of that job without being asked.
  func tells(of job: JobID?) -> Bool {
    isOpen && (subject == nil || subject == job)
  }

  mutating func opening(_ kind: PushKind, number: Int, about subject: JobID?, at now: Timestamp) {
    self.kind = kind
    self.number = number
    self.subject = subject
    startedAt = now
    openedAt = nil
    reopens = nil
    subscribed = []
  }

  mutating func opened(at now: Timestamp) {
    isOpen = true
    mayDiffer = true
    openedAt = now
    delay = startedAt.map { $0.duration(to: now) }
  }

  mutating func heard() {
    silences = 0
  }

  mutating func closed() {
    number = nil
    kind = nil
    subject = nil
    isOpen = false
    subscribed = []
  }

  /// It ended by itself: when it may be opened again, and as what, follows from how.
  ///
  /// `isHostWell`: the server answers everything else.
  mutating func ended(
    _ failure: TransportFailure?,
    code: Int?,
    at now: Timestamp,
    isHostWell: Bool,
    delay: (Int) -> Duration
  ) {
    guard let kind else { return }
    if let openedAt, openedAt.duration(to: now) >= Self.soundAfter {
      failures = 0
      silences = 0
    }
    failures += 1
    if case .timedOut = failure, isOpen { silences += 1 }
    let isHopeless =
      code.map(Self.meansNever) ?? false || silences >= Self.patience
      || (isHostWell && failures >= Self.patience && failure?.isUnsent != true)
    closed()
    if isHopeless {
      abandon(kind, now)
    } else {
      reopens = now.advanced(by: delay(failures))
    }
  }

  /// An answer that will be the same next time: there is no such thing here.
  private static func meansNever(_ code: Int) -> Bool {
    switch code {
    case 408, 425, 429: false
    case 501, 505: true
    case 500...: false
    default: true
    }
  }

  private mutating func abandon(_ kind: PushKind, _ now: Timestamp) {
    setAside[kind] = now.advanced(by: Self.hopelessFor)
    failures = 0
    silences = 0
    heldInVain = 0
    holds = false
    lastEventID = nil
    reopens = preferred(at: now) == nil ? setAside.values.min() : nil
  }

  /// The server held a long poll, or told news at once.
  mutating func held() {
    holds = true
    heldInVain = 0
  }

  /// The server answered a long poll at once without news, or not at all.
  mutating func didNotHold(at now: Timestamp) {
    holds = false
    heldInVain += 1
    if heldInVain >= Self.patience { abandon(.longpoll, now) }
  }
}
