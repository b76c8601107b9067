import AsyncHTTPClient
import JobModel

/// The connections to a server that are kept open from one request to the next.
///
/// After the machine has slept none of them is used any more: the other side, or a router on the way,
/// may have forgotten it without a word, and a request on it would wait for its whole time.
actor ConnectionPool {
  private let makeClient: @Sendable () -> HTTPClient
  private var sleep: MachineSleep?
  private var current: HTTPClient
  /// What was in use before the machine slept; a request may still be under way there.
  private var previous: HTTPClient?

  init(clock: any JobClock, makeClient: @escaping @Sendable () -> HTTPClient) {
    self.makeClient = makeClient
    sleep = MachineSleep(of: clock)
    current = makeClient()
  }

  /// What a request that begins now goes by.
  func client() async -> HTTPClient {
    guard sleep?.hasEnded() ?? false else { return current }
    let outdated = previous
    previous = current
    current = makeClient()
    let fresh = current
    // Whatever was sent two sleeps ago has long had its time.
    try? await outdated?.shutdown()
    return fresh
  }

  /// Ends every connection.
  func close() async {
    for client in [previous, current].compactMap(\.self) {
      // It throws only where it was shut down before.
      try? await client.shutdown()
    }
    previous = nil
  }
}
