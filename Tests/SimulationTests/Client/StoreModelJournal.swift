import JobModel
import JobStore
import TestSupport

/// The store itself as the journal of a run: each client opens its file anew.
struct StoreModelJournal: ModelJournal {
  private let path: String
  private let clock = TestClock(now: .epoch)
  private var store: JobStore

  init(path: String) async throws {
    self.path = path
    store = try await JobStore.open(at: path, clock: clock)
  }

  func record(_ entries: [JournalEntry]) async throws {
    for case .update(let update) in entries where update.time > clock.now {
      clock.jump(to: update.time)
    }
    try await store.record(entries)
  }

  mutating func restored(at now: Timestamp) async throws -> Kept {
    clock.jump(to: now)
    await store.close()
    store = try await JobStore.open(at: path, clock: clock)
    return Kept(
      jobs: try await store.jobs(of: World.serverName),
      forgotten: try await store.forgotten(by: World.serverName),
      durations: try await store.durations(of: World.serverName)
    )
  }

  func close() async { await store.close() }
}
