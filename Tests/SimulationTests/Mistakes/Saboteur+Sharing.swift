import JobClient
import JobModel
import JobProfile

/// What passes between programs.
extension Saboteur {
  /// What the others are told.
  func bid(_ bid: LeaseBid) -> LeaseBid {
    guard mistake == .bidsNoJobs else { return bid }
    var bid = bid
    bid.jobs = []
    return bid
  }

  /// Others want these; what they wanted before nobody does, so it seems.
  mutating func drop(besides jobs: Set<JobID>) {
    dropped.formUnion(wanted)
    dropped.subtract(jobs)
    wanted = jobs
  }

  func isAboutDropped(_ request: WireRequest) -> Bool {
    guard case .status(let id) = Asked(dialect.profile.route(request), dialect) else {
      return false
    }
    return dropped.contains(id)
  }
}
