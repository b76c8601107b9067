import Glibc
import Synchronization

/// What is told of a log that cannot be written: once for each file, however many lines are missing in
/// it.
///
/// Lines are logged in the midst of other work, which goes on. Where a screen is up it shows the
/// sentence, else it goes to standard error.
enum LogTrouble {
  private struct State {
    /// What was told of each file.
    var told: [String: String] = [:]
    var listener: AsyncStream<String>.Continuation?
  }

  // Loggers are copied into all tasks, and a line may fail in any of them.
  private static let state = Mutex(State())

  /// A line was not written to that file.
  static func note(_ path: String, error: Int32) {
    let why = String(cString: strerror(error)).lowercased()
    let sentence =
      "The log \(path) cannot be written: \(why). Lines are missing in it until there is room; all "
      + "else goes on."
    let (isNews, listener) = state.withLock { state in
      (state.told.updateValue(sentence, forKey: path) == nil, state.listener)
    }
    guard isNews else { return }
    if let listener { listener.yield(sentence) } else { Streams.error(sentence) }
  }

  /// The sentences that would go to standard error, until their reader is cancelled; also those that have
  /// gone there already, for a screen covers them.
  static func sentences() -> AsyncStream<String> {
    let (sentences, listener) = AsyncStream.makeStream(of: String.self)
    listener.onTermination = { _ in state.withLock { $0.listener = nil } }
    state.withLock { state in
      state.listener = listener
      for sentence in state.told.values { listener.yield(sentence) }
    }
    return sentences
  }
}
