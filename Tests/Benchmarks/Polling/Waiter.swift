/// Someone who waits for jobs by asking.
protocol Waiter {
  /// Whether it asks no sooner than the server allows.
  var obeysHints: Bool { get }

  /// How long to wait after so many requests in a row that came to nothing; nothing: as after an answer.
  func pause(afterFailures failures: Int, using generator: inout SeededGenerator) -> Double?

  /// Whether the first request is sent as soon as the job is created.
  var asksAtOnce: Bool { get }

  /// How long to wait after that many answers; `asked` and `now` are the ages of the job when the
  /// last request was sent that was answered and when it was; `progress`: what the answer said of it.
  mutating func pause(
    after polls: Int,
    asked: Double,
    now: Double,
    progress: Double?,
    using generator: inout SeededGenerator
  ) -> Double
}
