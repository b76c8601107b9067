import JobModel
import JobProfile

/// The one owner of what a server counts of itself.
actor Tally {
  private(set) var metrics = ServerMetrics()

  /// An answer went out.
  func answered(_ code: Int) {
    metrics.answers[code, default: 0] += 1
  }

  /// A message to a webhook arrived, or was given up.
  func delivered(_ delivery: ServerMetrics.Delivery) {
    metrics.deliveries[delivery, default: 0] += 1
  }

  /// Counts a client that is told of changes, for as long as the body runs.
  nonisolated func counting(
    _ kind: PushKind,
    _ body: () async throws -> Void
  ) async throws {
    await add(1, to: kind)
    do {
      try await body()
    } catch {
      await add(-1, to: kind)
      throw error
    }
    await add(-1, to: kind)
  }

  /// So many clients more, or less, are told of changes.
  func add(_ number: Int, to kind: PushKind) {
    metrics.streams[kind, default: 0] += number
  }
}
