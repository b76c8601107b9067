import JobModel

extension DashboardState {
  mutating func askToCancel(at now: Timestamp) {
    guard let job = selected?.job else { return }
    if let obstacle = obstacleToCancel(job) {
      notice = .news(obstacle, at: now)
    } else if actions[job.run] == nil {
      actions.add(.cancel, for: job.run, at: now)
    }
  }

  private func obstacleToCancel(_ job: Job) -> String? {
    if job.state.isFinal {
      return "\(name(of: job)) is \(job.state.rawValue): there is nothing to cancel."
    }
    if job.state == .submitting || job.jobID == nil {
      return "\(name(of: job)) has no answer from \(job.server) yet: it cannot be cancelled."
    }
    return can(.cancel, on: job.server) ? nil : unsupported(.cancel, on: job.server)
  }

  mutating func askToRetry(at now: Timestamp) {
    guard let job = selected?.job else { return }
    guard job.state.isFinal || job.state == .unconfirmed else {
      notice = .news("\(name(of: job)) is \(job.state.rawValue): it has not ended yet.", at: now)
      return
    }
    guard let kind = wayToRetry(job) else {
      notice = .news(obstacleToRetry(job), at: now)
      return
    }
    if actions[job.run] == nil { actions.add(kind, for: job.run, at: now) }
  }

  /// The server's own retry where it has one for a job like this, else the same create again.
  private func wayToRetry(_ job: Job) -> PendingAction.Kind? {
    let canCreate = job.draft != nil && can(.create, on: job.server)
    switch job.state {
    case .failed, .cancelled:
      if can(.retry, on: job.server), job.jobID != nil { return .retry }
      return canCreate ? .createAgain : nil
    case .completed, .lost, .refused, .unconfirmed:
      return canCreate ? .createAgain : nil
    case .submitting, .pending, .running:
      return nil
    }
  }

  private func obstacleToRetry(_ job: Job) -> String {
    let why =
      job.draft == nil
      ? "and what created \(name(of: job)) is not known here" : "and cannot create"
    return switch job.state {
    case .failed, .cancelled: "\(job.server) has no retry, \(why)."
    case .submitting, .pending, .running, .completed, .lost, .refused, .unconfirmed:
      "A job that is \(job.state.rawValue) is not retried, \(why)."
    }
  }

  /// Takes back the row's action, or else the one that was asked for last.
  mutating func undo(at now: Timestamp) {
    let here = cursor.run.flatMap { actions[$0]?.isUnsent == true ? $0 : nil }
    guard let run = here ?? actions.latest, let action = actions.remove(run) else {
      notice = .news("Nothing to take back.", at: now)
      return
    }
    let job = table.row(of: run).map { name(of: $0.job) } ?? "the job"
    notice = .news("Taken back: \(action.kind.words) \(job).", at: now)
  }

  mutating func sendNow(at now: Timestamp) -> [DashboardEffect] {
    guard let run = cursor.run, let kind = actions.take(run, at: now) else {
      notice = .news("Nothing counts down in this row.", at: now)
      return []
    }
    return effects(of: [(run, kind)])
  }

  /// The wishes behind actions whose time has come.
  mutating func effects(of due: [(run: RunID, kind: PendingAction.Kind)]) -> [DashboardEffect] {
    let cancelled = due.filter { $0.kind == .cancel }.map(\.run)
    let retried = due.filter { $0.kind == .retry }.map(\.run)
    let created = due.filter { $0.kind == .createAgain }.compactMap { action in
      table.row(of: action.run).flatMap { row in
        row.job.draft.map { DashboardEffect.create(server: row.job.server, drafts: [$0]) }
      }
    }
    for action in due where action.kind == .createAgain { _ = actions.remove(action.run) }
    return (cancelled.isEmpty ? [] : [.cancel(cancelled)])
      + (retried.isEmpty ? [] : [.retry(retried)]) + created
  }

  /// Whether it can be asked of the selected row's server, or of any where no row is selected.
  ///
  /// A server without retry can be asked to create again what was created from here.
  func offers(_ operation: JobOperation) -> Bool {
    guard let job = selected?.job else {
      return servers.contains { $0.operations.contains(operation) }
    }
    if can(operation, on: job.server) { return true }
    return operation == .retry && job.draft != nil && can(.create, on: job.server)
  }

  func can(_ operation: JobOperation, on server: String) -> Bool {
    self.server(named: server)?.operations.contains(operation) ?? false
  }

  func unsupported(_ operation: JobOperation, on server: String) -> String {
    let profile = self.server(named: server)?.profile ?? ""
    return JobFailure.unsupported(server: server, operation: operation, profile: profile)
      .description
  }

  /// A job in a sentence.
  func name(of job: Job) -> String {
    guard let id = job.jobID?.rawValue, !id.isEmpty else {
      return job.label.isEmpty ? "the job of \(job.server)" : "“\(job.label)”"
    }
    return "\(job.server) \(id)"
  }
}
