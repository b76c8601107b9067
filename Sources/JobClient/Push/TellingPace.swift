import JobModel

/// How often what a stream says goes on to whoever acts on it.
///
/// Each time wakes a chain of threads, for one message or for fifty. A stream that says little is
/// heard at once; of one that says more than three things a second, what has gathered goes on three
/// times a second. It is read all the while: nothing lies in a socket and grows old.
struct TellingPace: Hashable, Sendable {
  /// Times that may follow each other at once.
  private static let burst = 8.0
  private static let timesPerSecond = 3.0

  private var credit = Self.burst
  private var last: Timestamp?

  /// Asks to tell something.
  /// - Returns: How long to gather first; nothing: it goes on at once.
  mutating func delay(at now: Timestamp) -> Duration? {
    let passed = last.map { max($0.duration(to: now), .zero).inSeconds } ?? 0
    last = now
    credit = min(credit + passed * Self.timesPerSecond, Self.burst) - 1
    return credit >= 0 ? nil : .seconds(-credit / Self.timesPerSecond)
  }
}
