import UnixSignals

/// Signals that ask a command to stop.
enum Interrupts {
  /// Returns when the first of them comes; a hang-up that is none of a terminal asks a server to look
  /// at its files again, as it does with others (daemon(7)).
  static func wait(onHangUp: () async -> Void) async {
    let terminal = ControllingTerminal()
    for await signal in await signals() {
      guard signal == .sighup, !terminal.hasGone else { return }
      await onHangUp()
    }
  }

  /// From when it returns on a signal ends nobody without a word.
  private static func signals() async -> UnixSignalsSequence {
    await UnixSignalsSequence(trapping: [.sigint, .sigterm, .sighup])
  }

  /// Runs `work` until it is done or a signal comes; then it is cancelled and waited for.
  /// - Returns: Whether a signal came.
  static func interrupting(
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws -> Bool {
    // What the work has begun it must be able to take back.
    let signals = await signals()
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await work()
        return false
      }
      group.addTask {
        for await _ in signals { break }
        return true
      }
      let isInterrupted = try await group.next() ?? false
      group.cancelAll()
      // What is thrown on the way out of an interrupted command is no news.
      if isInterrupted { while await group.nextResult() != nil {} }
      return isInterrupted
    }
  }
}
