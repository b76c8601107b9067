import Glibc
import Synchronization

/// What is told of a log that cannot be written: once for each file, however many lines are missing in
/// it.
///
/// Lines are logged in the midst of other work, which goes on. Where a screen is up it shows the
/// sentence, else it goes to standard error.
enum LogTrouble {
  private struct State {
    /// The files of which it was told.
    var told: Set<String> = []
    var listener: AsyncStream<String>.Continuation?
  }

  // Loggers are copied into all tasks, and a line may fail in any of them.
  private static let state = Mutex(State())

  /// A line was not written to that file.
  static func note(_ path: String, error: Int32) {
    let (isNews, listener) = state.withLock { state in
      (state.told.insert(path).inserted, state.listener)
    }
    guard isNews else { return }
    let why = String(cString: strerror(error)).lowercased()
    let sentence =
      "The log \(path) cannot be written: \(why). Lines are missing in it until there is room; all "
      + "else goes on."
    if let listener { listener.yield(sentence) } else { Streams.error(sentence) }
  }

  /// The sentences that would go to standard error, from now on until their reader is cancelled.
  static func sentences() -> AsyncStream<String> {
    let (sentences, listener) = AsyncStream.makeStream(of: String.self)
    listener.onTermination = { _ in state.withLock { $0.listener = nil } }
    state.withLock { $0.listener = listener }
    return sentences
  }
}
