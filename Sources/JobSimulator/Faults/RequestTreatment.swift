import JobModel

/// What the faults of a server do to one request.
struct RequestTreatment: Hashable, Sendable {
  /// What comes instead of the answer.
  enum Outcome: Hashable, Sendable {
    case answer, refusal, silence
    case error(code: Int)
    case throttle(retryAfter: Duration)
    case cut
  }

  /// Of several faults that end a request the first one counts.
  private(set) var outcome = Outcome.answer
  /// How late the answer is.
  private(set) var delay = Duration.zero
  /// Whether it says that a job has failed.
  private(set) var flaps = false
  /// How old it may be.
  private(set) var staleness: Duration?
  /// How much later its instants are.
  private(set) var skew = Duration.zero

  mutating func apply(_ fault: Fault, using generator: inout SeededGenerator) {
    switch fault {
    case .refuse: end(.refusal)
    case .hang: end(.silence)
    case .error(let code): end(.error(code: code))
    case .throttle(let pause): end(.throttle(retryAfter: pause))
    case .drop: end(.cut)
    case .slow(let range):
      let seconds = range.lowerBound.inSeconds...range.upperBound.inSeconds
      delay += .seconds(generator.number(in: seconds))
    case .flapping: flaps = true
    case .stale(let age): staleness = max(staleness ?? .zero, age)
    case .clockSkew(let shift): skew += shift
    case .amnesia, .lostPush, .mutePush, .duplicatePush, .reorderedPush: break
    }
  }

  private mutating func end(_ outcome: Outcome) {
    if self.outcome == .answer { self.outcome = outcome }
  }
}
