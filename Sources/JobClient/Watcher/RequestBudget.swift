import DequeModule
import JobModel
import JobProfile

/// How many requests may still be sent to a server that limits them.
///
/// What the server said is left in its window counts, less what is on its way. Before it has said so,
/// and after that window, our own sendings count: nobody knows where a window of the server begins,
/// so at most as many leave in any time as long as a window.
///
///     sent ──► underway ──► answered with what is left ──► told ──(reset)──► a whole new budget
struct RequestBudget: Sendable {
  /// The operations that count; nothing: all.
  private let counted: Set<JobOperation>?
  /// Requests in one window; nothing: no limit is known.
  private var limit: Int?
  private var window: Duration?
  /// The window is learned from answers: the longest time to a reset is the best that is known.
  private let learnsWindow: Bool
  /// When what counts was sent while nothing was told, the oldest first.
  private var sendings: Deque<Timestamp> = []
  /// What counts and has no answer yet.
  private var underway: [RequestNumber: Timestamp] = [:]
  private var told: Told?
  /// When a poll that counts was last sent.
  private var lastPoll: Timestamp?

  /// What the server said of the window that is not over.
  private struct Told: Sendable {
    var left: Int
    /// When the request was sent to which it said so.
    var askedAt: Timestamp
    var ends: Timestamp
    /// Answers to what was sent since then that did not say it anew.
    var unheard = 0
  }

  /// Requests sent within that time may arrive in any order.
  private static let crossing = Duration.seconds(1)
  /// No window is longer; what says so is a mistake.
  private static let longestWindow = Duration.seconds(86_400)

  init(_ limit: RateLimit?) {
    counted = limit?.counts
    self.limit = limit?.requests
    window = limit?.window
    learnsWindow = limit == nil
  }

  /// Whether a request counts; nothing stands for one that is no operation on jobs.
  func counts(_ operation: JobOperation?) -> Bool {
    guard let counted else { return true }
    return operation.map(counted.contains) ?? false
  }

  /// Whether every request counts.
  var countsAll: Bool { counted == nil }

  /// Requests that may be sent now; nothing: no limit is known.
  var left: Int? {
    if let told {
      let uncertain = underway.values.count { isUncertain($0, told) }
      return max(0, told.left - told.unheard - uncertain)
    }
    return limit.map { max(0, $0 - sendings.count) }
  }

  /// Whether the server may not yet have counted that sending when it told what is left.
  private func isUncertain(_ sending: Timestamp, _ told: Told) -> Bool {
    told.askedAt.duration(to: sending) > .zero - Self.crossing
  }

  /// When there is a budget again, where there is none whatever is answered until then.
  var spentUntil: Timestamp? {
    if let told { return told.left <= told.unheard ? told.ends : nil }
    return left == 0 ? renewal : nil
  }

  /// When a request that counts may be sent; nothing: now.
  var opens: Timestamp? { left == 0 ? renewal : nil }

  /// Whether a request may leave now.
  func admits(_ operation: JobOperation?) -> Bool { !counts(operation) || left != 0 }

  /// When the next poll may leave; nothing: now.
  ///
  /// What is scarce is spread so that it lasts until there is more; the first half is not: most jobs
  /// end while it lasts.
  func nextPoll(isScarce: Bool) -> Timestamp? {
    guard let left, left > 0 else { return opens }
    guard isScarce, isHalfSpent, let lastPoll, let renewal else { return nil }
    return lastPoll.advanced(by: lastPoll.duration(to: renewal) / left)
  }

  /// Whether no more than half of the requests of a window are left.
  var isHalfSpent: Bool {
    guard let left, let limit else { return false }
    return left <= limit / 2
  }

  /// For how long what is left must last.
  func timeToLast(from now: Timestamp) -> Duration? {
    told.map { now.duration(to: $0.ends) } ?? window
  }

  /// When some of what was sent no longer counts.
  private var renewal: Timestamp? { told?.ends ?? sendings.first.flatMap(expiry) }

  /// When a request no longer counts, with a margin for the time it took to arrive.
  private func expiry(of sending: Timestamp) -> Timestamp? {
    window.map { sending.advanced(by: $0 + min($0 / 50, .seconds(1))) }
  }
}

// What becomes known.
extension RequestBudget {
  /// Windows that are over no longer count.
  mutating func advance(to now: Timestamp) {
    if let ends = told?.ends, ends <= now {
      told = nil
      // What arrived at about the end may count for the new window.
      sendings = Deque(underway.values.filter { $0.duration(to: ends) < Self.crossing }.sorted())
    }
    while let first = sendings.first, let expiry = expiry(of: first), expiry <= now {
      sendings.removeFirst()
    }
  }

  mutating func sent(_ number: RequestNumber, _ errand: Errand, at now: Timestamp) {
    guard counts(errand.operation) else { return }
    underway[number] = now
    if errand.isPoll { lastPoll = now }
    if told == nil, limit != nil { sendings.append(now) }
  }

  /// No connection was made for that request.
  mutating func neverSent(_ number: RequestNumber) {
    guard let sending = underway.removeValue(forKey: number) else { return }
    if let index = sendings.firstIndex(of: sending) { sendings.remove(at: index) }
  }

  /// That request was answered, with that word on the limit, or is given up.
  mutating func ended(
    _ number: RequestNumber,
    _ reading: RateLimitReading,
    isRefusal: Bool,
    at now: Timestamp
  ) {
    guard let sending = underway.removeValue(forKey: number) else { return }
    if let limit = reading.limit, limit > 0 { self.limit = limit }
    let wait = min(reading.wait ?? window ?? .zero, Self.longestWindow)
    guard let left = isRefusal ? 0 : reading.left, wait > .zero else {
      if let told, isUncertain(sending, told) { self.told?.unheard += 1 }
      return
    }
    if !isRefusal {
      if learnsWindow { window = max(window ?? wait, wait) }
      limit = max(limit ?? 0, left + 1)
    }
    take(Told(left: max(0, left), askedAt: sending, ends: now.advanced(by: wait)))
  }

  /// Answers to requests that crossed come in any order: in one window the least that is left counts.
  private mutating func take(_ news: Told) {
    sendings = []
    guard let known = told else { return told = news }
    let later = known.ends.duration(to: news.ends)
    if later > .seconds(1) {
      told = news
    } else if later >= .seconds(-1), news.left <= known.left {
      told = news
      told?.ends = max(known.ends, news.ends)
      if isUncertain(known.askedAt, news) { told?.unheard = known.unheard }
    }
  }
}
