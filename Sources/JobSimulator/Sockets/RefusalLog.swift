import Logging
import NIOCore
import Synchronization

/// Counts what is refused before it is a request, and logs it once a second at most: who floods a
/// server must not fill its disk.
///
/// With a lock, as the ledger of connections: what is refused comes on several threads.
final class RefusalLog: Sendable {
  private struct State {
    var count = 0
    /// Something was logged less than a second ago.
    var rests = false
  }

  private let message: String
  private let level: Logger.Level
  private let state = Mutex(State())

  init(_ message: String, level: Logger.Level) {
    self.message = message
    self.level = level
  }

  /// Counts one; the first is logged at once, those of the second after it together.
  func note(on eventLoop: any EventLoop, _ logger: Logger) {
    let isFirst = state.withLock { state in
      state.count += 1
      defer { state.rests = true }
      return !state.rests
    }
    if isFirst { tell(on: eventLoop, logger) }
  }

  private func tell(on eventLoop: any EventLoop, _ logger: Logger) {
    let count = state.withLock { state in
      defer { state = State(count: 0, rests: state.count > 0) }
      return state.count
    }
    guard count > 0 else { return }
    logger.log(level: level, "\(message)", metadata: ["count": "\(count)"])
    eventLoop.scheduleTask(in: .seconds(1)) { self.tell(on: eventLoop, logger) }
  }
}
