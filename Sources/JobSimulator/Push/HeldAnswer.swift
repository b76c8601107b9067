import JobProfile

/// An answer that is given when something has happened, or when it can be held no longer.
package struct HeldAnswer: Sendable {
  private let wait: @Sendable () async -> WireAnswer
  private let end: @Sendable () -> Void

  init(
    wait: @escaping @Sendable () async -> WireAnswer,
    release: @escaping @Sendable () -> Void
  ) {
    self.wait = wait
    end = release
  }

  /// Waits for it; a task that is cancelled gets it at once.
  package func answer() async -> WireAnswer {
    await withTaskCancellationHandler {
      await wait()
    } onCancel: {
      end()
    }
  }

  /// Lets it go: the client is gone, or the server stops.
  package func release() {
    end()
  }

  /// The same answer after a change.
  func map(_ change: @escaping @Sendable (WireAnswer) -> WireAnswer) -> HeldAnswer {
    HeldAnswer(wait: { change(await wait()) }, release: end)
  }
}
