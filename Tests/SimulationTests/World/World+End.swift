import JobClient
import JobModel
import JobProfile

/// What must be so when everything has come to its end, and after close.
extension World {
  mutating func end() {
    for text in overseer.creates.objections(server.ledger) {
      overseer.object(.createdOnce, text, now)
    }
    for program in programs.indices {
      acting = program
      endProgram()
    }
  }

  private mutating func endProgram() {
    guard client != nil else { return witness.object(.nothingLost, "no program runs", now) }
    var rows = client?.watcher.latestUpdates ?? []
    // What the journal holds beside a command's own jobs is not its concern.
    if !program.watchesAll { rows = rows.filter { witness.deliveries.wasActive($0.job.run) } }
    for text in witness.deliveries.unheard(rows) { witness.object(.deliveredOnce, text, now) }
    for row in rows {
      if program.watchesAll { witness.object(.nothingLost, objection(to: row.job), now) }
      witness.object(.lossIsTrue, objection(toLossOf: row.job), now)
    }
    for id in (client?.bid?.jobs ?? []).sorted(by: { $0.rawValue < $1.rawValue }) {
      witness.object(.nothingLost, "\(id) is still waited for by a command", now)
    }
    if !user.isContent {
      witness.object(.waitsEnd, "\(user.callers.count) callers were never told", now)
    }
    close()
  }

  private func objection(to job: Job) -> String? {
    if job.state == .submitting { return "a draft is still submitting" }
    guard let id = job.jobID else { return nil }
    let lives = server.ledger.lives(of: id)
    switch job.state {
    case .pending, .running:
      let truth = server.life(of: id).map { "\($0.state(at: now))" } ?? "unknown"
      return "\(id) is still \(job.state), in truth \(truth)"
    case .completed, .failed, .cancelled:
      let isTrue = lives.contains { $0.state(at: now) == job.state } && isLatest(job, lives)
      let told = server.ledger.endsTold[id]?.contains(job.state) ?? false
      if !told { return "\(id) is \(job.state), which was never answered" }
      return isTrue ? nil : "\(id) is \(job.state), in truth \(lives.map { $0.state(at: now) })"
    case .submitting, .unconfirmed, .lost, .refused: return nil
    }
  }

  /// A server with one job is asked on and on, each ten seconds after an end: what it says last is what
  /// is known, unless its last life was over before it was seen.
  private func isLatest(_ job: Job, _ lives: [Life]) -> Bool {
    guard plan.dialect.profile.hasOneJob, let last = lives.last else { return true }
    return last.state(at: now) == job.state
      || last.created.duration(to: last.over) < plan.options.viewedStaleness + .seconds(1)
      || !server.ledger.seenAlive.contains(last.number)
  }

  private func objection(toLossOf job: Job) -> String? {
    guard job.state == .lost, let id = job.jobID, job.reason?.contains("new job") != true else {
      return nil
    }
    let denials = server.ledger.denials[id] ?? 0
    return denials < 3 ? "\(id) is lost after \(denials) denials" : nil
  }

  /// After close nothing is left, and nothing that still arrives has any consequence.
  private mutating func close() {
    let id = plan.dialect.profile.hasOneJob ? JobID.only : "nobody's"
    let ticket = user.call(.wait(deadline: nil))
    overseer.turns.allow(id, acting)
    tell(.wait(JobWait(job: id, ticket: ticket, deadline: nil, within: nil)))
    tell(.close)
    guard let client else { return }
    if !client.isFinished { witness.object(.closesClean, "it does not finish", now) }
    if !client.lines.isEmpty { witness.object(.closesClean, "a connection is left", now) }
    if !user.isContent { witness.object(.closesClean, "a caller is left", now) }
    var watcher = client.watcher
    for event in [WatcherEvent.woke, .close] where !watcher.handle(event, at: now).isEmpty {
      witness.object(.closesClean, "it goes on after its end", now)
    }
  }
}
