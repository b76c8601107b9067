import JobClient
import JobModel
import JobStore

/// The program that acts, and what it has.
extension World {
  var program: Program {
    _read { yield programs[acting] }
    _modify { yield &programs[acting] }
  }

  var client: ModelClient? {
    _read { yield programs[acting].client }
    _modify { yield &programs[acting].client }
  }

  var user: User {
    _read { yield programs[acting].user }
    _modify { yield &programs[acting].user }
  }

  var witness: Witness {
    _read { yield programs[acting].witness }
    _modify { yield &programs[acting].witness }
  }

  var saboteur: Saboteur? {
    _read { yield programs[acting].saboteur }
    _modify { yield &programs[acting].saboteur }
  }

  var epoch: Int { programs[acting].epoch }

  /// What did not hold, of each program and of all together.
  var violations: [Violation] { programs.flatMap(\.witness.violations) + overseer.violations }

  /// Whether everything has held so far.
  var isSound: Bool {
    overseer.violations.isEmpty && programs.allSatisfy { $0.witness.violations.isEmpty }
  }
}

/// What passes between programs on one journal.
extension World {
  /// Begins to share what is asked and what is heard.
  mutating func beginSharing() {
    guard programs.count > 1, var client else { return }
    client.seat = LeaseSeat(
      bid: client.bid ?? LeaseBid(reach: program.watchesAll ? .all : .named)
    )
    self.client = client
    overseer.turns.started(acting, now)
    agenda.add(.turn(epoch: epoch), at: now.advanced(by: .milliseconds(1)))
  }

  /// Takes or gives the turn; the program hears of it where that is news.
  mutating func lookAtTurn(_ epoch: Int) async {
    guard epoch == self.epoch, var seat = client?.seat else { return }
    var ground = ModelLease.Ground(lease: lease, name: String(epoch))
    ground.enter()
    let turn = seat.look(at: now, on: &ground)
    lease = ground.lease
    client?.seat = seat
    let late = dice.seconds(0...LeaseSeat.interval.inSeconds / 4)
    agenda.add(.turn(epoch: epoch), at: now.advanced(by: LeaseSeat.interval + late))
    if turn != client?.turn { await hear(turn) }
    overseer.looked(acting, now)
  }

  private mutating func hear(_ turn: LeaseTurn) async {
    let isNew = turn.isOurs && client?.turn?.isOurs == false
    client?.turn = turn
    if !turn.isOurs { witness.freshness.killed() }
    overseer.turns.passed(to: turn, acting, now)
    var durations: [String: DurationHistories]?
    if isNew { durations = try? await journal.durations(for: acting) }
    tell(.turn(turn, durations: durations))
  }

  /// Says what it wants of whoever asks.
  mutating func bid(_ bid: LeaseBid) {
    client?.bid = bid
    guard var seat = client?.seat else { return }
    var ground = ModelLease.Ground(lease: lease, name: String(epoch))
    seat.bid(saboteur?.bid(bid) ?? bid, on: &ground)
    lease = ground.lease
    client?.seat = seat
  }

  /// The other programs will hear of what one has noted down.
  mutating func spreadNews(of program: Int) {
    for other in programs.indices where other != program {
      guard let client = programs[other].client, client.isReady, !client.hearsSoon else { continue }
      programs[other].client?.hearsSoon = true
      let look = now.advanced(by: dice.seconds(0.005...0.7))
      agenda.add(.news(epoch: programs[other].epoch), at: look)
    }
  }

  mutating func hearNews(_ epoch: Int) async {
    guard epoch == self.epoch, client != nil else { return }
    client?.hearsSoon = false
    do {
      let jobs = try await journal.news(for: acting, at: now)
      if !jobs.isEmpty { tell(.foreign(jobs)) }
    } catch {
      overseer.object(.journalWorks, "it cannot be read: \(error)", now)
    }
  }
}

extension LeaseTurn {
  var isOurs: Bool {
    if case .ours = self { true } else { false }
  }
}

extension Program {
  /// Whether it has nothing more to wait for.
  var isSettled: Bool {
    guard let client, client.isReady, client.pending.isEmpty || options.discovers,
      user.isContent, client.bid?.jobs.isEmpty ?? true
    else { return false }
    guard watchesAll else { return true }
    return client.watcher.latestUpdates.allSatisfy { update in
      update.state.isFinal || update.state == .unconfirmed
    }
  }
}
