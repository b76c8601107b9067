import JobModel

extension DashboardState {
  /// What is asked for the cursor's job begins to count down; for marked jobs a plan comes first.
  mutating func ask(_ action: BulkAction, at now: Timestamp) {
    guard marks.isEmpty, cursor.group == nil else {
      plan(action)
      return
    }
    guard let job = selected?.job, actions[job.run] == nil else { return }
    switch way(to: action, job) {
    case .success(let kind): actions.add([(job.run, kind)], at: now)
    case .failure(let obstacle): notice = .news(obstacle.sentence, at: now)
    }
  }

  /// How an action can be done to a job, or why it cannot; `name` is the job in that sentence.
  func way(
    to action: BulkAction,
    _ job: Job,
    named name: String? = nil
  ) -> Result<PendingAction.Kind, Obstacle> {
    switch action {
    case .cancel: wayToCancel(job, name ?? self.name(of: job))
    case .retry: wayToRetry(job, name ?? self.name(of: job))
    }
  }

  private func wayToCancel(_ job: Job, _ name: String) -> Result<PendingAction.Kind, Obstacle> {
    let state = job.state.rawValue
    if job.state.isFinal {
      return .failure(
        Obstacle(
          "\(state) already",
          "\(name) is \(state): there is nothing to cancel."
        )
      )
    }
    if job.state == .submitting || job.jobID == nil {
      return .failure(
        Obstacle(
          "without an answer to their create",
          "\(name) has no answer from \(job.server) yet: it cannot be cancelled."
        )
      )
    }
    guard can(.cancel, on: job.server) else {
      let sentence = unsupported(.cancel, on: job.server)
      return .failure(Obstacle("on \(job.server), which cannot cancel", sentence))
    }
    return .success(.cancel)
  }

  /// The server's own retry where it has one for a job like this, else the same create again.
  private func wayToRetry(_ job: Job, _ name: String) -> Result<PendingAction.Kind, Obstacle> {
    let state = job.state.rawValue
    guard job.state.isFinal || job.state == .unconfirmed else {
      return .failure(Obstacle(state, "\(name) is \(state): it has not ended yet."))
    }
    let mayRetry = job.state == .failed || job.state == .cancelled
    if mayRetry, can(.retry, on: job.server), job.jobID != nil { return .success(.retry) }
    if job.draft != nil, can(.create, on: job.server) { return .success(.createAgain) }
    let why =
      job.draft == nil
      ? "and was not started from here: there is nothing to start again"
      : "and \(job.server) cannot create another"
    return .failure(
      mayRetry
        ? Obstacle(
          "on \(job.server), which has no retry",
          "\(job.server) has no retry; \(name) is \(state), \(why)."
        )
        : Obstacle("\(state), which is not run again", "\(name) is \(state), \(why).")
    )
  }

  /// What u and ! are about: what counts down on the cursor's line with all that was asked for
  /// together with it, else what was asked for last.
  ///
  /// One answer to one question: who has asked for forty and regrets it means the forty.
  private func asked(_ stage: PendingAction.Stage) -> [RunID] {
    let here = cursor.run == nil ? [] : table.runs(at: cursor.position)
    let together = actions.askedTogether(with: here, stage)
    return together.isEmpty ? actions.latest(stage) : together
  }

  /// Takes back what was asked for and is not sent.
  ///
  /// What waits for its turn, or for a server that does not answer, may be sent at this moment:
  /// whoever sends says whether it was.
  mutating func undo(at now: Timestamp) -> [DashboardEffect] {
    takenBack = []
    let runs = asked(.unsent)
    guard runs.isEmpty else {
      takeBack(runs, at: now)
      return []
    }
    let queued = asked(.queued)
    guard queued.isEmpty else {
      notice = .news("It may have been sent already; where it has not, it is taken back.", at: now)
      return [.withdraw(queued)]
    }
    if let batch = batches.popLast() {
      stop(batch, at: now)
    } else {
      notice = .news("Nothing to take back.", at: now)
    }
    return []
  }

  /// Notes that these are not sent; of many, all are marked again.
  ///
  /// What waited for a server comes back one by one.
  mutating func takeBack(_ runs: [RunID], at now: Timestamp) {
    let taken = runs.compactMap { run in actions.remove(run).map { (run, $0.kind) } }
    guard let (run, kind) = taken.first else { return }
    takenBack += taken.map(\.0)
    let job = table.row(of: run).map { name(of: $0.job) } ?? "the job"
    let what = takenBack.count == 1 ? job : ShortText.jobs(takenBack.count)
    if takenBack.count > 1 { marks.add(takenBack) }
    notice = .news("Taken back: \(kind.words) \(what).", at: now)
  }

  /// Sends now what counts down.
  mutating func sendNow(at now: Timestamp) -> [DashboardEffect] {
    let due = asked(.unsent).compactMap { run in
      actions.take(run, at: now).map { (run, $0) }
    }
    if due.isEmpty, batches.isEmpty {
      notice = .news("Nothing counts down.", at: now)
    } else if notice?.isTrouble == false {
      // What was said of the time that is left is no longer so.
      notice = nil
    }
    return due.isEmpty ? startAll() : effects(of: due, at: now)
  }

  /// The wishes behind actions whose time has come.
  mutating func effects(
    of due: [(run: RunID, kind: PendingAction.Kind)],
    at now: Timestamp
  ) -> [DashboardEffect] {
    let cancelled = byServer(due.filter { $0.kind == .cancel }.map(\.run))
    let retried = byServer(due.filter { $0.kind == .retry }.map(\.run))
    var created: [DashboardEffect] = []
    for action in due where action.kind == .createAgain {
      _ = actions.remove(action.run)
      guard let job = table.row(of: action.run)?.job, let draft = job.draft else { continue }
      resend(job, at: now)
      created.append(.create(server: job.server, drafts: [draft]))
    }
    return cancelled.map { .cancel($0) } + retried.map { .retry($0) } + created
  }

  /// The same runs, those of each server together: one that is away holds up no other.
  private func byServer(_ runs: [RunID]) -> [[RunID]] {
    var servers: [String] = []
    var groups: [String: [RunID]] = [:]
    for run in runs {
      let server = table.row(of: run)?.job.server ?? ""
      if groups[server] == nil { servers.append(server) }
      groups[server, default: []].append(run)
    }
    return servers.map { groups[$0] ?? [] }
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
    guard let profile = self.server(named: server)?.profile else {
      return "\(server) is configured no longer: nothing is asked of it."
    }
    return JobFailure.unsupported(server: server, operation: operation, profile: profile)
      .description
  }

  /// Whether what is asked of a server waits until that answers again, or lets us ask.
  func isAway(_ server: String) -> Bool {
    switch statuses[server]?.link {
    case .retrying, .limited: true
    case .idle, .connecting, .push, .longPoll, .poll, .unanswered, .unauthorised, nil: false
    }
  }

  /// A job in a sentence.
  func name(of job: Job) -> String {
    guard let id = job.jobID?.rawValue, !id.isEmpty else {
      return job.label.isEmpty ? "the job of \(job.server)" : "“\(job.label)”"
    }
    return "\(job.server) \(id)"
  }
}
