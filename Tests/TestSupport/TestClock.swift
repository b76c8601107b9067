import JobClient
import JobModel
import Synchronization

/// A clock that stands still until a test moves it.
///
/// A test never guesses whether the code under test sleeps already: the clock waits for the
/// sleeper, then jumps.
package final class TestClock: SleepingClock, Sendable {
  private struct Sleeper {
    let id: Int
    let deadline: Timestamp
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct Watcher {
    let id: Int
    let count: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now: Timestamp
    var lastID = 0
    var sleepers: [Sleeper] = []
    /// Tests that wait for so many sleepers.
    var watchers: [Watcher] = []
    /// For how long the machine has slept.
    var asleep = Duration.zero
    /// Who wants to know that.
    var listeners: [AsyncStream<Void>.Continuation] = []
  }

  private let state: Mutex<State>

  /// Starts at an instant; by default one of no meaning.
  package init(now: Timestamp = Timestamp(seconds: 1_800_000_000)) {
    state = Mutex(State(now: now))
  }

  /// Where the clock stands.
  package var now: Timestamp { state.withLock { $0.now } }

  /// The least step.
  package var minimumResolution: Duration { .nanoseconds(1) }

  /// How many tasks sleep.
  package var sleepers: Int { state.withLock { $0.sleepers.count } }

  /// The earliest instant that somebody sleeps until.
  package var nextDeadline: Timestamp? {
    state.withLock { $0.sleepers.map(\.deadline).min() }
  }

  /// Sleeps until a test has moved the clock that far.
  package func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enter(Sleeper(id: id, deadline: deadline, continuation: continuation))
      }
    } onCancel: {
      cancel(id)
    }
  }

  /// Waits until so many tasks sleep, or until the test is cancelled because its time is over.
  package func waitForSleepers(_ count: Int = 1) async {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enter(Watcher(id: id, count: count, continuation: continuation))
      }
    } onCancel: {
      let watcher = state.withLock { state in
        let watcher = state.watchers.first { $0.id == id }
        state.watchers.removeAll { $0.id == id }
        return watcher
      }
      watcher?.continuation.resume()
    }
  }

  /// Waits until somebody sleeps, then moves the clock and wakes whoever is due.
  package func advance(by duration: Duration) async {
    await waitForSleepers()
    jump(to: now.advanced(by: duration))
  }

  /// Waits until somebody sleeps, then moves the clock to the earliest deadline.
  package func advanceToNextDeadline() async {
    await waitForSleepers()
    if let nextDeadline { jump(to: nextDeadline) }
  }

  /// Moves the clock, whether anybody sleeps or not, and wakes whoever is due.
  package func jump(to instant: Timestamp) {
    let due = state.withLock { state in
      state.now = max(state.now, instant)
      let now = state.now
      let due = state.sleepers.filter { $0.deadline <= now }
      state.sleepers.removeAll { $0.deadline <= now }
      return due.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Moves the clock on, whether anybody sleeps or not.
  package func jump(by duration: Duration) {
    jump(to: now.advanced(by: duration))
  }

  /// Lets the machine sleep for so long, and wakes whoever is due then.
  package func letMachineSleep(for time: Duration) {
    let listeners = state.withLock { state in
      state.asleep += time
      return state.listeners
    }
    jump(by: time)
    for listener in listeners { listener.yield() }
  }

  /// For how long a test has let the machine sleep.
  package var asleep: Duration { state.withLock { $0.asleep } }

  /// One element for each sleep.
  package func awakenings() -> AsyncStream<Void> {
    let (stream, listener) = AsyncStream.makeStream(of: Void.self)
    state.withLock { $0.listeners.append(listener) }
    return stream
  }

  private func enter(_ sleeper: Sleeper) {
    let isDue = state.withLock { state in
      guard !Task.isCancelled, sleeper.deadline > state.now else { return true }
      state.sleepers.append(sleeper)
      return false
    }
    if isDue {
      sleeper.continuation.resume(
        with: Task.isCancelled ? .failure(CancellationError()) : .success(())
      )
    } else {
      tellWatchers()
    }
  }

  private func enter(_ watcher: Watcher) {
    let isOver = state.withLock { state in
      if Task.isCancelled || state.sleepers.count >= watcher.count { return true }
      state.watchers.append(watcher)
      return false
    }
    if isOver { watcher.continuation.resume() }
  }

  private func tellWatchers() {
    let satisfied = state.withLock { state in
      let count = state.sleepers.count
      let satisfied = state.watchers.filter { $0.count <= count }
      state.watchers.removeAll { $0.count <= count }
      return satisfied
    }
    for watcher in satisfied { watcher.continuation.resume() }
  }

  private func cancel(_ id: Int) {
    let sleeper = state.withLock { state in
      let sleeper = state.sleepers.first { $0.id == id }
      state.sleepers.removeAll { $0.id == id }
      return sleeper
    }
    sleeper?.continuation.resume(throwing: CancellationError())
  }
}
