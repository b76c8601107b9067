import JobModel
import Synchronization

/// A clock that stands until a test moves it.
final class HandClock: JobClock {
  private struct State {
    var now = Timestamp(seconds: 1_800_000_000)
    var nextSleeper = 0
    var sleepers: [Int: (deadline: Timestamp, wake: CheckedContinuation<Void, any Error>)] = [:]
  }

  private let state = Mutex(State())

  var now: Timestamp { state.withLock { $0.now } }

  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    let sleeper = state.withLock { state in
      state.nextSleeper += 1
      return state.nextSleeper
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let isCancelled = state.withLock { state in
          if !Task.isCancelled { state.sleepers[sleeper] = (deadline, wake) }
          return Task.isCancelled
        }
        if isCancelled { wake.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let wake = state.withLock { $0.sleepers.removeValue(forKey: sleeper)?.wake }
      wake?.resume(throwing: CancellationError())
    }
  }

  /// Waits until somebody sleeps.
  func sleeper() async {
    while state.withLock({ $0.sleepers.isEmpty }) { await Task.yield() }
  }

  /// Moves on whenever somebody sleeps, until its task is cancelled.
  func keepAdvancing(by duration: Duration) async {
    while !Task.isCancelled {
      if state.withLock({ !$0.sleepers.isEmpty }) { advance(by: duration) }
      await Task.yield()
    }
  }

  /// Moves on and wakes whom it passes.
  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for sleeper in due.keys { state.sleepers[sleeper] = nil }
      return due.values.map(\.wake)
    }
    for wake in due { wake.resume() }
  }
}
