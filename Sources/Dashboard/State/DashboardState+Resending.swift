import JobModel

/// A refused draft that is sent again: once the job that is made of it is there, its row goes.
struct Resending: Hashable, Sendable {
  let run: RunID
  let server: String
  let draft: Draft
  let since: Timestamp

  /// A create that has no row by then has none at all.
  static let patience = Duration.seconds(60)
}

// A refused draft that is sent again is one wish, and so one row.
extension DashboardState {
  /// Notes that what was refused is sent again as it stands.
  mutating func resend(_ job: Job, at now: Timestamp) {
    guard job.state == .refused, let draft = job.draft else { return }
    resent.append(Resending(run: job.run, server: job.server, draft: draft, since: now))
  }

  /// The jobs of updates that came into being here, and have no row yet.
  func madeHere(_ updates: [JobUpdate]) -> [Job] {
    guard !resent.isEmpty else { return [] }
    return updates.lazy.filter { $0.replaces == nil && self.table.row(of: $0.job.run) == nil }
      .map(\.job).filter { $0.draft != nil }
  }

  /// Lets go of the drafts of which these jobs are made; cursor and marks go with them.
  mutating func settleResent(by made: [Job], at now: Timestamp) {
    resent.removeAll { $0.since.duration(to: now) > Resending.patience }
    for job in made {
      let place = resent.firstIndex { $0.server == job.server && $0.draft == job.draft }
      guard let place else { continue }
      let old = resent.remove(at: place).run
      guard table.row(of: old)?.job.state == .refused else { continue }
      if cursor.run == old { (cursor.run, cursor.group) = (job.run, nil) }
      marks.replace(old, with: job.run)
      outworn.append(old)
    }
  }

  /// The rows that are to go, once.
  mutating func forgettingOutworn() -> [DashboardEffect] {
    guard !outworn.isEmpty else { return [] }
    defer { outworn = [] }
    return [.forget(outworn)]
  }
}
