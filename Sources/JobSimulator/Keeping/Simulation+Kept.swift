import JobModel

/// What of a simulation must survive.
///
/// Only commands are written down, each with all that has changed up to then: what happens between
/// two of them follows from it by the passing of time, with the same numbers.
extension Simulation {
  /// What is written down of the whole, beside its jobs.
  var keptState: JSON {
    [
      "seed": .number(String(rules.seed)), "revision": JSON(revision), "created": JSON(created),
      "arrived": JSON(arrivals.count),
      "arrival": arrivals.next.map { JSON($0) } ?? .null,
    ]
  }

  /// The jobs that have changed after a revision.
  func jobs(changedAfter known: Int) -> [SimulatedJob] {
    var seen: Set<Int> = []
    let later = log.reversed().prefix { $0.revision > known }
    return later.compactMap { change in
      seen.insert(change.ordinal).inserted ? slots[change.ordinal] : nil
    }
  }

  /// Goes on from what was kept; new jobs go by these rules, with the draws of the kept seed.
  init?(rules: SimulationRules, state: JSON, jobs: [SimulatedJob], at now: Timestamp) {
    guard let seed = state["seed"]?.text.flatMap({ UInt64($0) }),
      let revision = state["revision"]?.integer, let created = state["created"]?.integer
    else { return nil }
    var rules = rules
    rules.seed = seed
    let arrivals = Arrivals(
      rules,
      after: state["arrived"]?.integer ?? 0,
      next: state["arrival"]?.nanoseconds.map { Timestamp(nanoseconds: $0) },
      since: now
    )
    self.init(rules: rules, jobs: jobs, created: created, revision: revision, arrivals: arrivals)
  }
}
