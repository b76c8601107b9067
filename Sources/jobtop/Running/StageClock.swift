import JobModel
import Synchronization

/// A clock that stands where it is put: time for a scene that is played without waiting.
final class StageClock: JobClock, Sendable {
  private let nanoseconds: Atomic<Int64>

  init(_ start: Timestamp) {
    nanoseconds = Atomic(start.nanoseconds)
  }

  var now: Timestamp { Timestamp(nanoseconds: nanoseconds.load(ordering: .relaxed)) }

  var minimumResolution: Duration { .nanoseconds(1) }

  func move(to instant: Timestamp) {
    nanoseconds.store(instant.nanoseconds, ordering: .relaxed)
  }

  /// Nobody sleeps on a stage: who tries waits until it is cancelled.
  func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
    for await _ in AsyncStream<Never>(unfolding: { nil }) {}
    try Task.checkCancellation()
  }
}
