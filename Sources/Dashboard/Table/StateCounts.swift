import JobModel

/// How many jobs stand how.
struct StateCounts: Hashable, Sendable {
  private var numbers = [Int](repeating: 0, count: JobState.allCases.count)
  /// How many are known by their id alone: no server has said yet how they stand.
  private(set) var asking = 0
  /// How many of those that work, or wait to, each server has.
  private(set) var active: [String: Int] = [:]

  subscript(state: JobState) -> Int {
    get { numbers[state.ordinal] }
    set { numbers[state.ordinal] = newValue }
  }

  /// Counts a job, or with -1 no longer.
  mutating func add(_ job: Job, by step: Int = 1) {
    if job.isHearsay && job.state.isActive {
      asking += step
    } else {
      self[job.state] += step
    }
    guard job.state.isActive else { return }
    let count = active[job.server, default: 0] + step
    active[job.server] = count == 0 ? nil : count
  }

  /// The same counts under other names of servers.
  mutating func rename(_ name: (String) -> String) {
    active = Dictionary(active.map { (name($0.key), $0.value) }, uniquingKeysWith: +)
  }

  var total: Int { numbers.reduce(asking, +) }
}
