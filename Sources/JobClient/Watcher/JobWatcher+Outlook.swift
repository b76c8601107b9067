import JobModel

/// How long jobs take, told to whoever shows them: to work it out for who waits for one job would be
/// a waste.
extension JobWatcher {
  /// Tells it of a job's kind once there is such a job that goes on; then whenever it has changed.
  mutating func tellOutlook(with job: Job) {
    guard options.tellsOutlooks, !job.state.isFinal, kindsSeen.insert(learnedKind(of: job)).inserted
    else { return }
    for span in DurationSpan.allCases { tellOutlook(of: learnedKind(of: job), span) }
  }

  /// Tells it of a kind of which one more has ended.
  mutating func tellOutlook(of kind: String, _ span: DurationSpan) {
    let server = server
    guard kindsSeen.contains(kind),
      let outlook = planners[kind]?[span].freshOutlook(server: server, kind: kind, span: span)
    else { return }
    actions.append(.reportOutlook(outlook))
  }
}
