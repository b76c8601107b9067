import GRDB
import JobModel

/// Looks for what other processes have written about one server.
///
/// SQLite has no way to tell another process of a commit. The kernel has: `FileWrites` says when a
/// look is worth it, and where it cannot, we look by ourselves three times in two seconds.
package actor ChangeReader {
  /// The promise is one second; this leaves room for a slow disk and a late timer.
  private static let interval = Duration.milliseconds(700)
  /// What this process writes wakes us too; no more looks than that are lost on it.
  private static let leastGap = Duration.milliseconds(300)

  private let store: JobStore
  private let server: String
  private var lastChange: Int64
  private var lastLook = Timestamp.epoch
  private let writes: AsyncStream<Void>?

  /// Begins where the store was opened.
  package init(store: JobStore, server: String) {
    self.store = store
    self.server = server
    lastChange = store.firstChange
    writes = store.path.flatMap { FileWrites.stream(ofFile: $0) }
  }

  /// The next batch; nothing when the task is cancelled or the store closed.
  func next() async -> JournalChanges? {
    while !Task.isCancelled {
      do {
        lastLook = store.clock.now
        let changes = try await look()
        if !changes.isEmpty { return changes }
        try await waitForWrites()
      } catch {
        return nil
      }
    }
    return nil
  }

  private func waitForWrites() async throws {
    guard let writes else { return try await sleep(until: lastLook.advanced(by: Self.interval)) }
    // One reader asks at a time, so that each copy goes on where the last one stopped.
    var iterator = writes.makeAsyncIterator()
    _ = await iterator.next(isolation: self)
    let earliest = lastLook.advanced(by: Self.leastGap)
    if earliest > store.clock.now { try await sleep(until: earliest) }
  }

  private func sleep(until instant: Timestamp) async throws {
    try await store.clock.sleep(until: instant, tolerance: Self.interval / 8)
  }

  // On this thread: a reader waits for nobody, and the way to another thread and back costs ten
  // times what it reads.
  private func hasChanged() throws -> Bool {
    try store.database.unsafeRead { try Schema.lastChange($0) > lastChange }
  }

  /// What was written since the last look; of runs that others have taken the place of, how they ended.
  package func look() async throws -> JournalChanges {
    guard try hasChanged() else { return JournalChanges() }
    let (server, writer, lastChange) = (server, store.writer, lastChange)
    let (change, changes) = try await store.read { database in
      func fetch(_ condition: String) throws -> [Job] {
        try RunRow.fetchJobs(
          database,
          where: "server = ? AND change > ? AND writer <> ? AND \(condition) ORDER BY change, id",
          arguments: [server, lastChange, writer]
        )
      }
      let changes = JournalChanges(
        jobs: try fetch(
          "NOT isForgotten AND (NOT isReplaced OR ended IS NOT NULL AND jobID IS NOT NULL)"
        ),
        forgotten: try fetch("isForgotten")
      )
      return (try Schema.lastChange(database), changes)
    }
    self.lastChange = change
    return changes
  }
}
