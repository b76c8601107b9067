import JobModel
import JobProfile
import Synchronization

/// The one owner of what a server counts of itself.
///
/// Every answer counts: a lock costs it nothing, a turn of an actor would.
final class Tally: Sendable {
  private let counts = Mutex(ServerMetrics())

  /// What was counted so far.
  var metrics: ServerMetrics { counts.withLock { $0 } }

  /// An answer went out.
  func answered(_ code: Int) {
    counts.withLock { $0.answers[code, default: 0] += 1 }
  }

  /// A message to a webhook arrived, or was given up.
  func delivered(_ delivery: ServerMetrics.Delivery) {
    counts.withLock { $0.deliveries[delivery, default: 0] += 1 }
  }

  /// Counts a client that is told of changes, for as long as the body runs.
  func counting(
    _ kind: PushKind,
    _ body: () async throws -> Void
  ) async throws {
    add(1, to: kind)
    defer { add(-1, to: kind) }
    try await body()
  }

  /// So many clients more, or less, are told of changes.
  func add(_ number: Int, to kind: PushKind) {
    counts.withLock { $0.streams[kind, default: 0] += number }
  }
}
