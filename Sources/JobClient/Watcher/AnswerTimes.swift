import JobModel

/// How long a server takes to answer requests of each kind, as a rule.
struct AnswerTimes: Sendable {
  private var times: [JobOperation?: Duration] = [:]

  /// A request that is open for less is none to speak of.
  private static let least = Duration.seconds(3)
  /// None is open for longer; a clock that jumped says nothing.
  private static let most = RequestLimits().time

  /// A request was answered after so long; the last few count.
  mutating func note(_ time: Duration, of operation: JobOperation?) {
    let time = min(time, Self.most)
    times[operation] = times[operation].map { $0 * 0.8 + time * 0.2 } ?? time
  }

  /// How long a request may be open before that is worth a word.
  func patience(with operation: JobOperation?) -> Duration {
    max(Self.least, (times[operation] ?? .zero) * 2)
  }
}
