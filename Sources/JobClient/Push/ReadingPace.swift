import JobModel

/// How often a stream is read that never pauses.
///
/// Each read wakes a chain of threads, whether it brings one message or fifty. A stream that says
/// little is read at once; of one that says more than five things a second, what has gathered is
/// read five times a second: the socket keeps it meanwhile, and the server is held up before we are.
/// A read that brings much, as the first of all jobs does, is followed by the next at once.
struct ReadingPace: Hashable, Sendable {
  /// Reads that may follow each other at once.
  private static let burst = 8.0
  private static let readsPerSecond = 5.0
  /// Bytes.
  private static let much = 16_384

  private var credit = Self.burst
  private var last: Timestamp?

  /// Notes a read of that many bytes.
  /// - Returns: How long to wait before the next; nothing: it may come at once.
  mutating func read(_ count: Int, at now: Timestamp) -> Duration? {
    let passed = last.map { max($0.duration(to: now), .zero).inSeconds } ?? 0
    last = now
    credit = min(credit + passed * Self.readsPerSecond, Self.burst)
    guard count < Self.much else { return nil }
    credit -= 1
    return credit >= 0 ? nil : .seconds(-credit / Self.readsPerSecond)
  }
}
