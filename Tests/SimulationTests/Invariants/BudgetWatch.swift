import HTTPTypes
import JobClient
import JobModel
import JobProfile

/// That no host gets more requests than it wants.
struct BudgetWatch: Sendable {
  private let maximumInFlight: Int
  /// The server tells of its own accord.
  private let isTold: Bool
  private let limit: RateLimit?
  private let countsWindows: Bool
  /// The server has asked, in an answer that has come in, to be left alone until then.
  private var quietUntil: Timestamp?
  /// When each job was asked about in the last ten seconds.
  private var lately: [Asked: [Timestamp]] = [:]
  /// When what counts against the quota was sent.
  private var counted: [Timestamp] = []
  /// When the machine woke last, and what was sent since then.
  private var waking: (at: Timestamp, sent: Int)?

  init(_ plan: RunPlan) {
    maximumInFlight = plan.options.maximumInFlight
    isTold = plan.options.push != .none && !plan.dialect.profile.pushKinds.isEmpty
    limit = plan.dialect.profile.rateLimit
    // What arrives late may count for the next window of the server.
    // What fails is not counted by it.
    let disturbances: [Fault] = [
      .delay, .duplicate, .reorder, .restart, .sleep, .hang, .amnesia, .serverError, .brokenJobs,
    ]
    countsWindows = disturbances.allSatisfy { plan.rates[$0] == nil }
  }

  mutating func killed() {
    quietUntil = nil
    counted = []
    lately = [:]
    waking = nil
  }

  mutating func wokeUp(_ now: Timestamp) {
    waking = (now, 0)
  }

  mutating func answered(_ answer: WireAnswer, at now: Timestamp) {
    guard answer.code == 429 || answer.code == 503,
      let seconds = answer.headers[.retryAfter].flatMap(Int.init), seconds > 0
    else { return }
    quietUntil = max(quietUntil ?? now, now.advanced(by: .seconds(seconds)))
  }

  mutating func sent(
    _ what: Asked,
    underWay: Int,
    at now: Timestamp
  ) -> String? {
    if case .status = what { waking?.sent += 1 }
    if let quietUntil, now < quietUntil {
      return "\(what), \(now.duration(to: quietUntil).inSeconds) s before Retry-After is over"
    }
    guard underWay <= maximumInFlight else { return "\(underWay) requests are under way" }
    return tooOften(what, now) ?? countWindow(what, now)
  }

  /// No plan asks about one job more often than the untaught one does at first, with what push and
  /// the user add to that.
  private mutating func tooOften(_ what: Asked, _ now: Timestamp) -> String? {
    guard case .status = what else { return nil }
    let begin = now.advanced(by: .seconds(-10))
    let times = (lately[what] ?? []).filter { $0 > begin } + [now]
    lately[what] = times
    return times.count > Self.mostInTenSeconds
      ? "\(what) is asked \(times.count) times in 10 s" : nil
  }

  private static let mostInTenSeconds = 20

  /// Twice the quota may fall into any time as long as a window, before and after its end.
  private mutating func countWindow(_ what: Asked, _ now: Timestamp) -> String? {
    guard countsWindows, let limit, let operation = what.operation,
      limit.counts?.contains(operation) ?? true
    else { return nil }
    let begin = now.advanced(by: .zero - limit.window)
    counted = counted.filter { $0 > begin } + [now]
    let most = limit.requests * 2
    return counted.count > most ? "\(counted.count) requests in \(limit.window)" : nil
  }

  /// In a fifth of a second after sleep the usual number leaves, and one more each 20 ms; where the
  /// breaker closes, or a connection comes up again, what was missed follows in the same way.
  mutating func burst(at now: Timestamp) -> String? {
    guard let (at, sent) = waking else { return nil }
    guard at.duration(to: now) < .milliseconds(200) else {
      waking = nil
      return nil
    }
    return sent > maximumInFlight * (isTold ? 3 : 2) + 10 ? "\(sent) requests within 200 ms" : nil
  }
}
