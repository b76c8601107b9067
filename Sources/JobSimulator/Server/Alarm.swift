import JobModel

/// Instants at which something is due, of which only the next one matters.
///
/// A deadline that turns out too late is left to pass: it wakes nobody up who would find anything,
/// and taking it back would need a task that can be cancelled from outside.
struct Alarm: Sendable {
  /// Each is earlier than those not yet over.
  let instants: AsyncStream<Timestamp>
  private let continuation: AsyncStream<Timestamp>.Continuation
  private var next: Timestamp?

  init() {
    (instants, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Says when something is due next; nothing: nothing is.
  mutating func set(_ instant: Timestamp?) {
    guard let instant, next.map({ instant < $0 }) ?? true else { return }
    next = instant
    continuation.yield(instant)
  }

  /// An instant has come.
  mutating func rang(at instant: Timestamp) {
    if next == instant { next = nil }
  }

  /// Wakes at each of the instants, until its task is cancelled.
  static func ring(
    at instants: AsyncStream<Timestamp>,
    clock: any JobClock,
    _ wake: @escaping @Sendable (Timestamp) async -> Void
  ) async {
    await withDiscardingTaskGroup { group in
      for await instant in instants {
        group.addTask {
          guard (try? await clock.sleep(until: instant, tolerance: nil)) != nil else { return }
          await wake(instant)
        }
      }
      group.cancelAll()
    }
  }
}
