import JobModel
import JobProfile

/// Counts requests against a profile's limit: one window for each client address, which begins with
/// its first counted request.
struct RequestQuota: Sendable {
  private let limit: RateLimit
  private var windows: [String: Window] = [:]

  /// More addresses than that are counted only after windows that are over have gone.
  private static let mostWindows = 10_000

  private struct Window {
    let ends: Timestamp
    var count = 0
  }

  init(_ limit: RateLimit) {
    self.limit = limit
  }

  /// Counts a request; nothing where requests for this operation do not count.
  mutating func count(
    _ operation: JobOperation,
    from address: String,
    at now: Timestamp
  ) -> Reading? {
    guard limit.counts?.contains(operation) ?? true else { return nil }
    if windows.count >= Self.mostWindows { windows = windows.filter { $0.value.ends > now } }
    var window = windows[address] ?? Window(ends: now.advanced(by: limit.window))
    if window.ends <= now { window = Window(ends: now.advanced(by: limit.window)) }
    window.count += 1
    windows[address] = window
    return Reading(limit: limit, count: window.count, ends: window.ends, now: now)
  }

  /// How a client stands after a request.
  struct Reading: Hashable, Sendable {
    let limit: RateLimit
    /// The requests of this window, this one included.
    let count: Int
    let ends: Timestamp
    let now: Timestamp

    /// Whether this request is one too many.
    var isExceeded: Bool { count > limit.requests }

    /// How many more there may be in this window.
    var left: Int { max(0, limit.requests - count) }

    /// How long it still takes, in whole seconds.
    var seconds: Int { Int(now.duration(to: ends).inSeconds.rounded(.up)) }

    /// For the holes of the limit's header fields and answer.
    var values: [String: JSON] {
      [
        "limit": .number(String(limit.requests)),
        "left": .number(String(left)),
        "reset": JSON(now.duration(to: ends).inSeconds),
        "resetAt": .string(ends.rfc3339),
        "window": JSON(limit.window.inSeconds),
      ]
    }
  }
}
