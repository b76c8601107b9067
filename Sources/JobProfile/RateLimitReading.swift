/// What one answer says of the server's rate limit.
public struct RateLimitReading: Hashable, Sendable {
  /// Requests in one window.
  public var limit: Int?
  /// Requests that are left in this window.
  public var left: Int?
  /// The time until the window ends, or until it may be asked again.
  public var wait: Duration?

  /// Makes a reading.
  public init(limit: Int? = nil, left: Int? = nil, wait: Duration? = nil) {
    self.limit = limit
    self.left = left
    self.wait = wait
  }
}
