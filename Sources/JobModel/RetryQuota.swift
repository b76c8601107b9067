/// How many repeats of failed requests a server is sent (the standard retry mode of the AWS SDKs in its
/// revision of 2026: 500 tokens, 14 a repeat, 5 after “slow down”).
///
/// A repeat takes tokens, and its success gives them back; any other success gives one. Where some
/// requests fail always and others never, the repeats of the former thus stay within a fraction of the
/// latter. Spent, the quota lets one repeat pass now and then, so that what is well again is found:
/// nothing is ever given up for it.
package struct RetryQuota: Hashable, Sendable {
  /// The most tokens that there can be.
  package let capacity: Int
  /// What is left.
  package private(set) var tokens: Int
  /// When a repeat may pass without tokens; nothing: none had to wait yet.
  package private(set) var probeAt: Timestamp?
  /// Repeats that passed without tokens since the last one that succeeded.
  package private(set) var probes = 0

  /// What a repeat takes.
  package enum Price: Int, Sendable {
    /// The request before it came to nothing.
    case failed = 14
    /// The server asked to slow down.
    case throttled = 5
  }

  /// A full quota.
  package init(capacity: Int = 500) {
    self.capacity = capacity
    tokens = capacity
  }

  /// Whether a repeat may pass now.
  package func admits(_ price: Price, at now: Timestamp) -> Bool {
    tokens >= price.rawValue || probeAt.map { $0 <= now } ?? false
  }

  /// When a repeat may pass; nothing: now, or nobody knows as none had to wait yet.
  package func opens(for price: Price) -> Timestamp? {
    tokens >= price.rawValue ? nil : probeAt
  }

  /// A repeat has to wait: the first one begins the time after which one may pass.
  package mutating func hold(
    at now: Timestamp,
    _ policy: RetryPolicy,
    using generator: inout some RandomNumberGenerator
  ) {
    guard probeAt == nil else { return }
    probeAt = now.advanced(by: policy.delay(after: probes + 1, using: &generator))
  }

  /// A repeat leaves.
  package mutating func take(
    _ price: Price,
    at now: Timestamp,
    _ policy: RetryPolicy,
    using generator: inout some RandomNumberGenerator
  ) {
    guard tokens < price.rawValue else { return tokens -= price.rawValue }
    probes += 1
    probeAt = now.advanced(by: policy.delay(after: probes + 1, using: &generator))
  }

  /// A request succeeded; `price`: what it cost as a repeat.
  ///
  /// One that passed without tokens gives as many as another: they pay for the next repeat, and so
  /// all that waited follow each other as soon as the server is well.
  package mutating func succeeded(_ price: Price?) {
    tokens = min(capacity, tokens + (price?.rawValue ?? 1))
    guard price != nil else { return }
    probes = 0
    probeAt = nil
  }
}
