import JobModel
import Screen

extension DashboardState {
  /// Shows what the action would do to the marked jobs.
  mutating func plan(_ action: BulkAction) {
    overlays.append(.bulk(plan(action, for: targets.map(\.run))))
  }

  /// Lets the plan that is read follow what became of its jobs.
  mutating func refreshPlan(after changed: some Sequence<RunID>) {
    guard case .bulk(let plan) = overlays.last else { return }
    let meant = Set(plan.runs)
    guard changed.contains(where: meant.contains) else { return }
    var fresh = self.plan(plan.action, for: plan.runs)
    fresh.goOn(from: plan)
    overlays[overlays.count - 1] = .bulk(fresh)
  }

  private func plan(_ action: BulkAction, for runs: [RunID]) -> BulkPlan {
    var eligible: [(run: RunID, kind: PendingAction.Kind)] = []
    var reasons: [String: Int] = [:]
    for run in runs {
      guard let job = table.row(of: run)?.job else {
        reasons["gone from the table", default: 0] += 1
        continue
      }
      guard actions[job.run] == nil else {
        reasons["counting down already", default: 0] += 1
        continue
      }
      // Who marks all means those that went wrong: what is done is done again only one by one.
      guard action != .retry || job.state != .completed else {
        reasons["completed, which r runs again one by one", default: 0] += 1
        continue
      }
      switch way(to: action, job) {
      case .success(let kind): eligible.append((job.run, kind))
      case .failure(let obstacle): reasons[obstacle.brief, default: 0] += 1
      }
    }
    return BulkPlan(
      action: action,
      runs: runs,
      eligible: eligible,
      excluded: reasons.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) },
      names: eligible.prefix(BulkPlan.free).compactMap { run, _ in
        table.row(of: run).map { title(of: $0.job) }
      },
      hiddenCount: (eligible.isEmpty ? runs : eligible.map(\.run)).count { !table.shows($0) }
    )
  }

  /// A job in a list.
  private func title(of job: Job) -> String {
    // Many jobs may have the same title: what tells them apart comes with it.
    let id = job.jobID.map { TextWidth.truncated($0.rawValue, to: 12) } ?? ""
    let widest = servers.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let server = servers.count > 1 ? TextWidth.padded(job.server, to: widest) : ""
    let parts = [server, job.stateText, id, job.label]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// Lets the actions of a plan count down, all at once.
  mutating func send(_ plan: BulkPlan, at now: Timestamp) {
    guard plan.isConfirmed else {
      var plan = plan
      plan.isWrong = plan.needsNumber && !plan.eligible.isEmpty
      plan.hasChanged = false
      overlays.append(.bulk(plan))
      return
    }
    // Some may have ended while the plan was read.
    let possible = plan.eligible.filter { run, _ in
      guard let job = table.row(of: run)?.job, case .success = way(to: plan.action, job) else {
        return false
      }
      return true
    }
    actions.add(possible, at: now)
    marks.clear()
    let verb = plan.action.title.lowercased()
    let these = possible.count == 1 ? "it" : "them"
    notice = .news(
      "\(ShortText.jobs(possible.count)): \(verb) in 5 s. \(keys.name(of: .undo)) takes \(these) "
        + "back, \(keys.name(of: .sendNow)) sends \(these) now.",
      at: now
    )
  }
}

/// Why something cannot be done to a job.
struct Obstacle: Error, Hashable {
  /// For a list of reasons, as in `completed already`.
  let brief: String
  /// About this job, what to know and do.
  let sentence: String

  init(_ brief: String, _ sentence: String) {
    self.brief = brief
    self.sentence = sentence
  }
}
