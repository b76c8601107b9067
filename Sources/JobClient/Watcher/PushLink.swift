import JobModel
import JobProfile

/// How a server tells us, as far as the watcher knows: one connection for all its jobs.
///
/// The kinds of the profile are tried in its order. A connection that is refused or cut is opened
/// again with backoff, however often. Set aside for five minutes, and the next kind tried, is only
/// what the server says it does not have, and what came up three times and stayed mute (DESIGN §5.4);
/// when none is left we only ask.
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
  /// It told until the machine slept, and jobs are left to it until it is clear whether it does again.
  private(set) var wasTelling = false
  /// When to open it again; nothing: as soon as it is wanted.
  private(set) var reopens: Timestamp?
  /// How long the server took to answer when it was opened.
  private(set) var delay: Duration?
  /// Where an event stream goes on after a break.
  var lastEventID: String?
  /// Messages that could not be read.
  var dropped = 0
  /// Webhook calls that were not signed as they should be.
  var unsigned = 0
  /// Jobs that the server was asked to tell of.
  var subscribed: Set<JobID> = []
  /// What is subscribed to may no longer be what is active.
  var mayDiffer = false
  /// The server holds long polls.
  private(set) var holds = false
  private var heldInVain = 0
  /// When a long poll was last counted as in vain.
  private var heldInVainAt: Timestamp?
  private var startedAt: Timestamp?
  private var openedAt: Timestamp?
  /// It was up before: what happened since then may be told, or not.
  private(set) var isReturn = false
  /// Kinds that were up at least once.
  private var proven: Set<PushKind> = []
  /// Connections in a row that failed, or did not last.
  private var failures = 0
  /// When the first of them ended.
  private var failingSince: Timestamp?
  /// Those of them, in a row, that were up and silent.
  private var silences = 0

  init(kinds: [PushKind]) {
    self.kinds = kinds
  }

  /// So many mute connections in a row make a kind hopeless, or long polls that were not held.
  private static let patience = 3
  /// The same where each answer told of progress.
  private static let patienceWithNews = 10
  private static let hopelessFor = Duration.seconds(300)
  /// What lives that long has not failed.
  private static let soundAfter = Duration.seconds(60)
  /// A kind that has never come up gives way to another after that long, where there is one: a proxy
  /// that cuts every WebSocket may let event streams through.
  private static let unprovenFor = Duration.seconds(60)

  /// The kind to use now; nothing: none is left.
  func preferred(at now: Timestamp) -> PushKind? {
    kinds.first { kind in setAside[kind].map { $0 <= now } ?? true }
  }

  /// The last connection failed, or did not last: the next one repeats it.
  var isRepeat: Bool { failures > 0 }

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
    wasTelling = false
    mayDiffer = true
    openedAt = now
    delay = startedAt.map { $0.duration(to: now) }
    isReturn = kind.map { !proven.insert($0).inserted } ?? false
  }

  /// Something came: how long a connection took that opened slowly says nothing of what comes now.
  mutating func heard() {
    if let delay, delay > .seconds(1) { self.delay = nil }
  }

  mutating func closed() {
    number = nil
    kind = nil
    subject = nil
    isOpen = false
    subscribed = []
  }

  /// The machine has slept: the connection is opened again at once.
  ///
  /// Whether it is still there nobody knows, and what was found out about the way to the server counts
  /// no longer.
  mutating func resumed(at now: Timestamp) {
    wasTelling = wasTelling || isOpen
    closed()
    failures = 0
    silences = 0
    failingSince = nil
    // What was set aside stays so.
    if preferred(at: now) != nil { reopens = nil }
  }

  /// It ended by itself: when it may be opened again, and as what, follows from how.
  ///
  /// `isHostWell`: the server answers everything else.
  mutating func ended(
    _ failure: TransportFailure?,
    code: Int?,
    at now: Timestamp,
    isHostWell: Bool,
    retry: RetryPolicy,
    using generator: inout some RandomNumberGenerator
  ) {
    guard let kind else { return }
    var silence: Duration?
    if case .timedOut(let limit) = failure, isOpen || isHostWell { silence = limit }
    noteLife(until: now, silence: silence)
    let isUseless = isHostWell && givesWay(kind, now)
    closed()
    wasTelling = false
    if code.map(Self.meansNever) ?? false || silences >= Self.patience || isUseless {
      abandon(kind, now)
    } else {
      let away = failingSince.map { $0.duration(to: now) } ?? .zero
      let delay = retry.forAbsence(of: away).delay(after: failures, using: &generator)
      reopens = now.advanced(by: delay)
    }
  }

  /// Counts the end of a connection; one that lived long has not failed before.
  private mutating func noteLife(until now: Timestamp, silence: Duration?) {
    if let openedAt, openedAt.duration(to: now) - (silence ?? .zero) >= Self.soundAfter {
      failures = 0
      silences = 0
      failingSince = nil
    }
    failures += 1
    failingSince = failingSince ?? now
    if silence != nil { silences += 1 }
  }

  /// Whether a kind that never came up should let another one try.
  private func givesWay(_ kind: PushKind, _ now: Timestamp) -> Bool {
    guard !proven.contains(kind), let failingSince else { return false }
    let hasOther = kinds.contains { other in
      other != kind && setAside[other].map { $0 <= now } ?? true
    }
    return hasOther && failingSince.duration(to: now) >= Self.unprovenFor
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
    failingSince = nil
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

  /// The server answered a long poll at once without another state, or in a way that it always will.
  ///
  /// News of progress may come at once also from one that holds; it comes so always from one that does not.
  /// A server that stops answers all that it holds at once: of those asked before one was counted
  /// none counts again.
  mutating func didNotHold(askedAt: Timestamp, at now: Timestamp, tellsNews: Bool = false) {
    holds = false
    if let heldInVainAt, heldInVain > 0, askedAt < heldInVainAt { return }
    heldInVain += 1
    heldInVainAt = now
    let patience = tellsNews ? Self.patienceWithNews : Self.patience
    if heldInVain >= patience { abandon(.longpoll, now) }
  }

  /// A long poll failed; whether that tells of holding at all depends on how.
  mutating func holdFailed(_ failure: JobFailure, askedAt: Timestamp, at now: Timestamp) {
    holds = false
    switch failure {
    case .failed(_, let code, _) where Self.meansNever(code): didNotHold(askedAt: askedAt, at: now)
    case .refused, .unreadable, .noAnswer: didNotHold(askedAt: askedAt, at: now)
    case .unreachable, .untrusted, .unauthorised, .throttled, .failed, .unknownJob, .notSent,
      .unsupported,
      .unconfirmed, .deadline, .tooManyPolls, .invalid, .journal, .foreignLink, .cannotListen,
      .unkept, .unread,
      .closed, .cancelled:
      break
    }
  }
}
