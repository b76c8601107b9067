import Foundation
import Testing

/// The same runs with the real store on a real disk: fewer of them, for each takes its time.
@Suite struct StoreSimulationTests {
  /// Seeds of their own, so that the runs differ from those without a store.
  @Test func `no invariant breaks with the store as journal`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "simulation-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var report = CampaignReport()
    for seed in UInt64(1_000_001)...1_000_040 {
      let path = folder.appending(path: "\(seed)/jobs.sqlite").path()
      let journal = StoreModelJournal(path: path)
      var world = World(seed: seed, journal: journal)
      await withTaskExecutorPreference(QuietThreads.shared) { await world.play() }
      report.add(world, seed: seed)
      await (world.journal as? StoreModelJournal)?.close()
    }
    print(report.summary)
    for failure in report.failures { Issue.record("\(failure.instructions)") }
    #expect(report.runs == 40)
  }
}
