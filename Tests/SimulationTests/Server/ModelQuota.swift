import JobModel
import JobProfile

/// Counts requests in windows, the first of which begins with the first request.
struct ModelQuota: Sendable {
  private let limit: RateLimit
  private var ends = Timestamp.epoch
  private var count = 0

  init(_ limit: RateLimit) {
    self.limit = limit
  }

  /// Counts a request; nothing where it does not count.
  mutating func count(_ operation: JobOperation, at now: Timestamp) -> Standing? {
    guard limit.counts?.contains(operation) ?? true else { return nil }
    if ends <= now {
      ends = now.advanced(by: limit.window)
      count = 0
    }
    count += 1
    return Standing(limit: limit, count: count, left: now.duration(to: ends), ends: ends)
  }

  /// How a client stands after a request.
  struct Standing {
    let limit: RateLimit
    let count: Int
    /// The time until the window ends.
    let left: Duration
    let ends: Timestamp

    var isExceeded: Bool { count > limit.requests }

    func values(clock skew: Duration) -> [String: JSON] {
      [
        "limit": .number(String(limit.requests)),
        "left": .number(String(max(0, limit.requests - count))),
        "reset": .number(String(Int(left.inSeconds.rounded(.up)))),
        "resetAt": .string(ends.advanced(by: skew).rfc3339),
        "window": .number(String(Int(limit.window.inSeconds))),
      ]
    }
  }
}
