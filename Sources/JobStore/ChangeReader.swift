import GRDB
import JobModel

/// Looks for what other processes have written about one server.
///
/// SQLite has no way to tell another process of a commit, so we ask: one read of one row three
/// times in two seconds, and only when it has grown one query more.
actor ChangeReader {
  /// The promise is one second; this leaves room for a slow disk and a late timer.
  private static let interval = Duration.milliseconds(700)

  private let store: JobStore
  private let server: String
  private var lastChange: Int64

  init(store: JobStore, server: String) {
    self.store = store
    self.server = server
    lastChange = store.firstChange
  }

  /// The next batch; nothing when the task is cancelled or the store closed.
  func next() async -> [Job]? {
    while !Task.isCancelled {
      do {
        if try hasChanged() {
          let jobs = try await look()
          if !jobs.isEmpty { return jobs }
        }
        let nextLook = store.clock.now.advanced(by: Self.interval)
        try await store.clock.sleep(until: nextLook, tolerance: Self.interval / 8)
      } catch {
        return nil
      }
    }
    return nil
  }

  // On this thread: a reader waits for nobody, and the way to another thread and back costs ten
  // times what it reads, which is what the program does when nothing happens.
  private func hasChanged() throws -> Bool {
    try store.database.unsafeRead { try Schema.lastChange($0) > lastChange }
  }

  private func look() async throws(JobFailure) -> [Job] {
    let (server, writer, lastChange) = (server, store.writer, lastChange)
    let (change, jobs) = try await store.read { database in
      let jobs = try RunRow.fetchJobs(
        database,
        where: """
          server = ? AND change > ? AND writer <> ? AND NOT isForgotten AND NOT isReplaced
          ORDER BY change, id
          """,
        arguments: [server, lastChange, writer]
      )
      return (try Schema.lastChange(database), jobs)
    }
    self.lastChange = change
    return jobs
  }
}
