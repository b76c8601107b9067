import JobModel

/// How long jobs take, told to whoever shows them: to work it out for who waits for one job would be
/// a waste.
extension JobWatcher {
  /// Tells it of a job's kind once there is such a job that goes on; then whenever it has changed.
  mutating func tellOutlook(with job: Job) {
    guard options.tellsOutlooks, !job.state.isFinal, kindsSeen.insert(learnedKind(of: job)).inserted
    else { return }
    tellOutlook(of: learnedKind(of: job))
  }

  /// Tells it of a kind of which one more has ended.
  mutating func tellOutlook(of kind: String) {
    let server = server
    guard kindsSeen.contains(kind),
      let outlook = planners[kind]?.freshOutlook(server: server, kind: kind)
    else { return }
    actions.append(.reportOutlook(outlook))
  }
}
