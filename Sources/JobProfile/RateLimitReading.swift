/// What one answer says of the server's rate limit.
package struct RateLimitReading: Hashable, Sendable {
  /// Requests in one window.
  package var limit: Int?
  /// Requests that are left in this window.
  package var left: Int?
  /// The time until the window ends, or until it may be asked again.
  package var wait: Duration?

  /// Makes a reading.
  package init(limit: Int? = nil, left: Int? = nil, wait: Duration? = nil) {
    self.limit = limit
    self.left = left
    self.wait = wait
  }
}
