import JobClient
import JobModel

/// What the user does with the client.
extension World {
  mutating func perform(_ deed: Deed) {
    guard client != nil else {
      // Nobody can use a program that does not run.
      return agenda.add(.deed(deed), at: now.advanced(by: .seconds(1)))
    }
    switch deed {
    case .create(let count, let limit): create(count, within: limit)
    case .track: track()
    case .wait(let limit): wait(within: limit)
    case .stopWaiting: stopWaiting()
    case .cancel: cancel()
    case .view: tell(.viewing(Set(activeRuns.prefix(dice.number(1...5)))))
    case .query: query()
    case .listen:
      client?.ears += 1
      witness.listens(client?.watcher.latestUpdates ?? [])
    }
  }

  private var activeRuns: [RunID] {
    (client?.watcher.latestUpdates ?? []).filter { $0.state.isActive }.map(\.job.run)
  }

  private mutating func create(_ count: Int, within limit: Duration?) {
    let drafts = (1...count).map { _ in
      Draft(inputs: plan.dialect.inputs(of: user.nextDraft()))
    }
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
    guard let id = dice.pick(known) else { return }
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
    job.jobID.map { witness.allow($0) }
    tell(.control(.cancel, job.run, ticket: user.call(.other)))
  }

  private mutating func query() {
    guard let life = dice.pick(server.ledger.lives) else { return }
    witness.allow(life.id)
    tell(.query(life.id, ticket: user.call(.other)))
  }
}
