import Foundation

/// Many runs, on all cores.
struct Campaign: Sendable {
  let seeds: ClosedRange<UInt64>
  var mistake: Mistake?

  /// Without a wish 2,000 runs; `JOBTOP_SIMULATION_RUNS` sets another number, and
  /// `JOBTOP_SIMULATION_SEED` plays that one run and tells it step by step.
  static var seeds: ClosedRange<UInt64> {
    let wishes = ProcessInfo.processInfo.environment
    if let seed = wishes["JOBTOP_SIMULATION_SEED"].flatMap(UInt64.init) { return seed...seed }
    let runs = wishes["JOBTOP_SIMULATION_RUNS"].flatMap(UInt64.init) ?? 2000
    return 1...max(1, runs)
  }

  func run() async -> CampaignReport {
    let isTraced = seeds.count == 1
    let workers = ProcessInfo.processInfo.activeProcessorCount
    return await withTaskGroup(of: CampaignReport.self) { group in
      for worker in 0..<workers {
        group.addTask(executorPreference: QuietThreads.shared) {
          await play(from: worker, by: workers, isTraced: isTraced)
        }
      }
      return await group.reduce(into: CampaignReport()) { $0.add($1) }
    }
  }

  /// Plays one run after the other until one fails.
  func firstFailure() async -> CampaignReport.Failure? {
    await withTaskExecutorPreference(QuietThreads.shared) { await searched() }
  }

  @concurrent
  private func searched() async -> CampaignReport.Failure? {
    for seed in seeds {
      var world = World(seed: seed, mistake: mistake)
      await world.play()
      var report = CampaignReport()
      report.add(world, seed: seed)
      if let failure = report.failures.first { return failure }
    }
    return nil
  }

  @concurrent
  private func play(from worker: Int, by step: Int, isTraced: Bool) async -> CampaignReport {
    var report = CampaignReport()
    for seed in seeds where Int(seed % UInt64(step)) == worker {
      var world = World(seed: seed, mistake: mistake, isTraced: isTraced)
      await world.play()
      report.add(world, seed: seed)
    }
    return report
  }
}
