/// What came of many runs.
struct CampaignReport: Sendable {
  private(set) var runs = 0
  private(set) var jobs = 0
  /// Those of them with several programs.
  private(set) var sharedRuns = 0
  /// The fewest jobs of a run.
  private(set) var fewestJobs = Int.max
  /// In how many runs each fault has struck.
  private(set) var struck: [Fault: Int] = [:]
  /// How many runs each dialect had.
  private(set) var dialects: [String: Int] = [:]
  private(set) var failures: [Failure] = []

  /// A run in which an invariant does not hold.
  struct Failure: Sendable {
    let seed: UInt64
    let dialect: String
    let violations: [Violation]

    /// What broke, and how to see it again.
    var instructions: String {
      """
      seed \(seed) (\(dialect)): \(violations.prefix(3).map(\.description).joined(separator: "; "))
      JOBTOP_SIMULATION_SEED=\(seed) swift test --filter SimulationTests.SimulationTests
      """
    }
  }

  mutating func add(_ world: World, seed: UInt64) {
    runs += 1
    let count = world.server.ledger.lives.count
    jobs += count
    fewestJobs = min(fewestJobs, count)
    for fault in world.strikes.keys { struck[fault, default: 0] += 1 }
    dialects[world.plan.dialect.name, default: 0] += 1
    for line in world.trace.lines { print(line) }
    if world.programs.count > 1 { sharedRuns += 1 }
    guard !world.isSound else { return }
    let failure = Failure(
      seed: seed,
      dialect: world.plan.dialect.name,
      violations: world.violations
    )
    failures.append(failure)
  }

  mutating func add(_ other: CampaignReport) {
    runs += other.runs
    jobs += other.jobs
    sharedRuns += other.sharedRuns
    fewestJobs = min(fewestJobs, other.fewestJobs)
    struck.merge(other.struck, uniquingKeysWith: +)
    dialects.merge(other.dialects, uniquingKeysWith: +)
    failures = (failures + other.failures).sorted { $0.seed < $1.seed }
  }

  /// What was played, in a few lines.
  var summary: String {
    let faults = Fault.allCases.map { "\($0) \(struck[$0] ?? 0)" }.joined(separator: ", ")
    let kinds = Dictionary(grouping: failures.flatMap { $0.violations.prefix(1) }, by: \.invariant)
      .map { "\($0.key): \($0.value.count)" }.sorted().joined(separator: ", ")
    return """
      \(runs) runs (\(sharedRuns) shared), \(jobs) jobs, at least \(fewestJobs) a run, \(failures.count) failures \(kinds)
      struck in runs: \(faults)
      """
  }
}
