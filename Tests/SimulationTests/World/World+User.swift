import JobClient
import JobModel

/// What the user does with the client.
extension World {
  mutating func perform(_ deed: Deed) {
    guard client != nil else {
      // Nobody can use a program that does not run.
      return agenda.add(.deed(deed, by: acting), at: now.advanced(by: .seconds(1)))
    }
    switch deed {
    case .create(let count, let limit): create(count, within: limit)
    case .track: track()
    case .wait(let limit): wait(within: limit)
    case .stopWaiting: stopWaiting()
    case .cancel: cancel()
    case .view: tell(.viewing(Set(activeRuns.prefix(dice.number(1...5)))))
    case .query: query()
    case .settleLeft(let limit):
      let ticket = user.call(.other)
      witness.begin(ticket, deadline: limit.map { now.advanced(by: $0) })
      tell(.settleLeft(within: limit, until: nil, ticket: ticket))
    case .listen:
      client?.ears += 1
      witness.listens(client?.watcher.latestUpdates ?? [])
    }
  }

  private var activeRuns: [RunID] {
    (client?.watcher.latestUpdates ?? []).filter { $0.state.isActive }.map(\.job.run)
  }

  private mutating func create(_ count: Int, within limit: Duration?) {
    let numbers = drafts + 1...drafts + count
    drafts += count
    let drafts = numbers.map { Draft(inputs: plan.dialect.inputs(of: $0)) }
    let ticket = user.call(.create)
    witness.begin(ticket, deadline: limit.map { now.advanced(by: $0) })
    tell(.create(drafts, within: limit, ticket: ticket))
  }

  private mutating func track() {
    let others = server.knownLives.filter { $0.label == nil }
    guard let life = dice.pick(others) else { return }
    tell(.track([life.id], ticket: user.call(.other)))
  }

  private mutating func wait(within limit: Duration?) {
    let known = (client?.watcher.latestUpdates ?? []).compactMap(\.job.jobID)
    // A command is told the ids to wait for.
    let ids = program.watchesAll ? known : server.knownLives.map(\.id)
    guard let id = dice.pick(ids) else { return }
    // Its last poll comes at the deadline; a job that begins anew is asked about at once.
    if limit != nil || id == .only { overseer.turns.allow(id, acting) }
    let deadline = limit.map { now.advanced(by: $0) }
    let ticket = user.call(.wait(deadline: deadline))
    witness.begin(ticket, deadline: deadline)
    tell(.wait(JobWait(job: id, ticket: ticket, deadline: deadline, within: limit)))
  }

  private mutating func stopWaiting() {
    guard let ticket = dice.pick(user.waiters) else { return }
    user.replied(ticket)
    witness.stopped(ticket)
    tell(.stopWaiting(ticket))
  }

  private mutating func cancel() {
    let rows = (client?.watcher.latestUpdates ?? []).filter(\.state.isActive)
    guard let job = dice.pick(rows)?.job else { return }
    if let id = job.jobID {
      allow(id)
      witness.caution.wished(cancelOf: id, of: job, at: now)
    }
    let ticket = user.call(.other)
    tell(.control(.cancel, job.run, confirmedWithin: CautionWatch.limit, ticket: ticket))
  }

  /// The user asks for that job: a request more has a cause.
  private mutating func allow(_ id: JobID) {
    witness.allow(id)
    overseer.turns.allow(id, acting)
  }

  private mutating func query() {
    guard let life = dice.pick(server.ledger.lives) else { return }
    allow(life.id)
    tell(.query(life.id, ticket: user.call(.other)))
  }
}
