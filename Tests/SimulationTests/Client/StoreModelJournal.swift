import JobModel
import JobStore
import TestSupport

/// The store itself as the journal of a run: each life of each program opens its file anew.
struct StoreModelJournal: ModelJournal {
  private let path: String
  private let clock = TestClock(now: .epoch)
  private var stores: [Int: JobStore] = [:]
  private var readers: [Int: ChangeReader] = [:]

  init(path: String) {
    self.path = path
  }

  mutating func record(_ entries: [JournalEntry], by program: Int) async throws {
    for case .update(let update) in entries where update.time > clock.now {
      clock.jump(to: update.time)
    }
    try await store(of: program).record(entries)
  }

  mutating func restored(for program: Int, at now: Timestamp) async throws -> Kept {
    clock.jump(to: now)
    await stores.removeValue(forKey: program)?.close()
    let store = try await store(of: program)
    readers[program] = ChangeReader(store: store, server: World.serverName)
    return Kept(
      jobs: try await store.jobs(of: World.serverName),
      forgotten: try await store.forgotten(by: World.serverName),
      durations: try await store.durations(of: World.serverName)
    )
  }

  mutating func news(for program: Int, at now: Timestamp) async throws -> [Job] {
    clock.jump(to: now)
    return try await readers[program]?.look().jobs ?? []
  }

  func durations(for program: Int) async throws -> [String: DurationHistories]? {
    try await stores[program]?.durations(of: World.serverName)
  }

  private mutating func store(of program: Int) async throws -> JobStore {
    if let store = stores[program] { return store }
    let store = try await JobStore.open(at: path, clock: clock)
    stores[program] = store
    return store
  }

  func close() async {
    for store in stores.values { await store.close() }
  }
}
