/// Someone who waits for jobs by asking.
protocol Waiter {
  /// Whether the first request is sent as soon as the job is created.
  var asksAtOnce: Bool { get }

  /// How long to wait after that many answers; `asked` and `now` are the ages of the job when the
  /// last request was sent and when its answer came.
  mutating func pause(
    after polls: Int,
    asked: Double,
    now: Double,
    using generator: inout SeededGenerator
  ) -> Double
}
