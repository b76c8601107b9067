import JobClient
import JobModel
import JobProfile

/// That repeats of failed requests stay within the quota of their server, and that a server which
/// answers nothing is tried by one request at a time.
///
/// It counts by itself: what was asked, and whether what came of it made sense.
struct RepeatWatch: Sendable {
  private let dialect: Dialect
  private let capacity: Int
  private var tokens: Int
  /// What came to nothing when it was asked for last: what its repeat costs, and since when it has.
  private var failed: [Asked: Failed] = [:]
  /// What is on its way, and what it cost as a repeat.
  private var sent: [RequestNumber: (what: Asked, price: Int?, at: Timestamp)] = [:]
  /// Repeats that left without tokens since one of them succeeded.
  private var probes: [Timestamp] = []
  /// When anything was answered well.
  private var lastGood: Timestamp?
  /// Requests in a row that got no answer, each sent after the one before had failed.
  private var silences = 0
  private var lastSilence: Timestamp?

  private struct Failed: Sendable {
    var price: Int
    var since: Timestamp
    /// The server answered, if only that it cannot.
    var isAnswered: Bool
  }

  /// What a user asks for by hand is no repeat, and may look like one.
  private static let slack = 3 * 14
  /// Probes of what is answered badly leave after 1, 2, 4, 8, 16 and then 30 s each, less jitter.
  private static let mostProbes = 14
  private static let probeSpan = Duration.seconds(30)

  init(_ plan: RunPlan) {
    dialect = plan.dialect
    capacity = plan.options.quota.capacity + Self.slack
    tokens = capacity
  }

  mutating func killed() {
    tokens = capacity
    failed = [:]
    sent = [:]
    probes = []
    lastGood = nil
    silences = 0
    lastSilence = nil
  }

  mutating func asked(
    _ what: Asked,
    _ number: RequestNumber,
    underWay: Int,
    at now: Timestamp
  ) -> String? {
    // Lists that look for a create are not those that serve for polls, and look like them.
    let isMixed = what == .list && !dialect.profile.createIsRepeatable
    let price = isMixed ? nil : failed[what]?.price
    sent[number] = (what, price, now)
    if silences >= 3, underWay > 1, dialect.profile.longestHold == nil {
      return "\(underWay) requests are under way, and \(silences) in a row got no answer"
    }
    guard let price else { return nil }
    if tokens >= price {
      tokens -= price
      return nil
    }
    // A server that gives no answer is probed more often at first.
    guard failed[what]?.isAnswered == true else { return nil }
    let begin = now.advanced(by: .zero - Self.probeSpan)
    probes = probes.filter { $0 > begin } + [now]
    guard probes.count > Self.mostProbes else { return nil }
    return "\(what) is repeated without tokens, as \(probes.count) in \(Self.probeSpan) were"
  }

  mutating func answered(_ number: RequestNumber, _ answer: WireAnswer, at now: Timestamp) {
    guard let (what, price, _) = sent.removeValue(forKey: number) else { return }
    guard let operation = what.operation else {
      return answer.code < 500 && answer.code != 429 ? isWell(now) : ()
    }
    let reading = dialect.profile.read(answer, to: operation, about: what.id, now: now)
    switch reading {
    case .throttled: fail(what, price: 5, isAnswered: true, now)
    // The wish is at fault, not the server.
    case .failed(let code, _) where operation == .create && code < 500: succeed(what, price, now)
    case .failed, .unreadable, .unauthorised: fail(what, price: 14, isAnswered: true, now)
    case .jobs, .missing, .exists, .refused, .notModified:
      succeed(what, price, now)
    }
  }

  private mutating func succeed(_ what: Asked, _ price: Int?, _ now: Timestamp) {
    failed[what] = nil
    tokens = min(capacity, tokens + (price ?? 1))
    if price != nil { probes = [] }
    isWell(now)
  }

  mutating func unanswered(_ number: RequestNumber, at now: Timestamp) {
    guard let (what, _, at) = sent.removeValue(forKey: number) else { return }
    let isNews = lastSilence.map { at >= $0 } ?? true
    if isNews || silences == 0, speaksForServer(what) {
      silences += 1
      lastSilence = now
    }
    fail(what, price: 14, isAnswered: false, now)
  }

  /// What fails again while other requests are answered is broken itself.
  private func speaksForServer(_ what: Asked) -> Bool {
    guard let since = failed[what]?.since, let lastGood else { return true }
    return lastGood <= since
  }

  private mutating func fail(_ what: Asked, price: Int, isAnswered: Bool, _ now: Timestamp) {
    let since = failed[what]?.since ?? now
    failed[what] = Failed(price: price, since: since, isAnswered: isAnswered)
  }

  /// A push connection came up, perhaps as a repeat of one that had failed.
  mutating func opened(_ now: Timestamp) {
    tokens = min(capacity, tokens + 14)
    probes = []
    isWell(now)
  }

  /// Something was answered.
  private mutating func isWell(_ now: Timestamp) {
    lastGood = now
    silences = 0
  }

  /// Something else told of that job, or the user asks for it: what is asked next repeats nothing.
  mutating func heard(of id: JobID) {
    failed[.status(id)] = nil
  }
}

extension Asked {
  /// The job that it is about.
  fileprivate var id: JobID? {
    if case .status(let id) = self { id } else { nil }
  }
}
