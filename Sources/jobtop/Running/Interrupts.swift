import Dispatch
import Glibc

/// Signals that ask a command to stop, as a stream of their numbers.
///
/// The default action of each is switched off while someone listens, and comes back afterwards.
enum Interrupts {
  static func stream(of signals: [Int32] = [SIGINT, SIGTERM, SIGHUP]) -> AsyncStream<Int32> {
    AsyncStream { continuation in
      let sources = signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield(number) }
        source.resume()
        return source
      }
      continuation.onTermination = { _ in
        for source in sources { source.cancel() }
        for number in signals { signal(number, SIG_DFL) }
      }
    }
  }

  /// Runs `work` until it is done or a signal comes; then it is cancelled and waited for.
  /// - Returns: Whether a signal came.
  static func interrupting(_ work: @escaping @Sendable () async throws -> Void) async throws -> Bool
  {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await work()
        return false
      }
      group.addTask {
        for await _ in stream() { return true }
        return false
      }
      let isInterrupted = try await group.next() ?? false
      group.cancelAll()
      // What is thrown on the way out of an interrupted command is no news.
      if isInterrupted { while await group.nextResult() != nil {} }
      return isInterrupted
    }
  }
}
