import JobModel

/// What one process makes of what it sees of the others: whose turn it is to ask.
///
/// Whoever holds the turn asks. It is free when its holder has died; one that is stopped shows by
/// showing nothing more, and is overtaken: by whoever could ask for most, or a second later by anybody.
package struct LeaseSeat: Sendable {
  /// So often each process shows that it runs and looks at the others.
  package static let interval = Duration.seconds(1)
  /// A process that has not shown for so long that it runs is taken to be stopped.
  package static let patience = Duration.seconds(4)

  private var ownBid: LeaseBid
  private var isPublished = false
  private var peers: [String: Peer] = [:]
  private var lastLook: Timestamp?
  /// When whoever asks last showed that he runs, or had the time to begin.
  private var askerShown = Timestamp.epoch

  package init(bid: LeaseBid) {
    ownBid = bid
  }

  /// Tells the others what we want, where anybody is there.
  package mutating func bid(_ bid: LeaseBid, on ground: inout some LeaseGround) {
    guard bid != ownBid else { return }
    ownBid = bid
    isPublished = false
    if !peers.isEmpty { publish(on: &ground) }
  }

  /// Shows that we run, looks at the others, and takes or gives the turn.
  package mutating func look(at now: Timestamp, on ground: inout some LeaseGround) -> LeaseTurn {
    // It may have been taken from us while we were stopped.
    var isOurs = ground.holdsTurn()
    if !isOurs, ownBid.status != nil {
      // What was said while it was ours would be taken for the word of whoever asks now.
      ownBid.status = nil
      isPublished = false
    }
    read(ground.others(), isOurs: isOurs, now)
    if !peers.isEmpty {
      if isPublished { ground.show(nil) } else { publish(on: &ground) }
    }
    let silence = askerShown.duration(to: now)
    let mayAsk = ownBid.reach > .none && ownBid.reach >= reachOfOthers(now)
    // Whoever could ask for more may have begun only now to wait for one that is stopped: until he has
    // waited as long, somebody else asks.
    let standsIn = ownBid.reach > .none && silence >= Self.patience + Self.interval
    if !mayAsk, !standsIn {
      ground.giveTurnBack()
      isOurs = false
    } else if !isOurs {
      isOurs = ground.takeTurn(byForce: silence >= Self.patience)
    }
    return isOurs ? .ours(wishesOfOthers) : .theirs(statusOfOthers)
  }

  private mutating func publish(on ground: inout some LeaseGround) {
    ground.show(ownBid.recorded.description)
    isPublished = true
  }

  private mutating func read(_ shows: [LeaseShow], isOurs: Bool, _ now: Timestamp) {
    // After sleep nobody has shown that he runs, and all do.
    let hasSlept = lastLook.map { $0.duration(to: now) > Self.patience - Self.interval } ?? true
    lastLook = now
    var living: [String: Peer] = [:]
    for show in shows {
      var peer = peers[show.name] ?? Peer(changed: show.changed, shown: now)
      peer.heed(show, at: now, hasSlept: hasSlept)
      living[show.name] = peer
    }
    peers = living
    let shown = living.values.filter { $0.bid.status != nil }.map(\.shown).max()
    askerShown = hasSlept || isOurs ? now : max(askerShown, shown ?? askerShown)
  }

  private func reachOfOthers(_ now: Timestamp) -> LeaseBid.Reach {
    peers.values.filter { !isStopped($0, now) }.map(\.bid.reach).max() ?? .none
  }

  private var statusOfOthers: ServerStatus? {
    peers.values.filter { $0.bid.status != nil }.max { $0.changed < $1.changed }?.bid.status
  }

  private var wishesOfOthers: LeaseBid {
    peers.values.reduce(into: LeaseBid(reach: .none)) { sum, peer in
      sum.reach = max(sum.reach, peer.bid.reach)
      sum.jobs.formUnion(peer.bid.jobs)
      sum.viewed.formUnion(peer.bid.viewed)
      sum.creatingSince = [sum.creatingSince, peer.bid.creatingSince].compactMap(\.self).min()
    }
  }

  private func isStopped(_ peer: Peer, _ now: Timestamp) -> Bool {
    peer.shown.duration(to: now) >= Self.patience
  }

  /// What is known of another process.
  private struct Peer {
    var bid = LeaseBid(reach: .none)
    /// What it says.
    var line = ""
    /// When that was last changed, by a clock of its own.
    var changed: Int64
    /// When that was seen to have changed, by ours.
    var shown: Timestamp

    mutating func heed(_ show: LeaseShow, at now: Timestamp, hasSlept: Bool) {
      if show.changed != changed || hasSlept { shown = now }
      changed = show.changed
      guard show.line != line else { return }
      line = show.line
      if let json = try? JSON(parsing: line), let bid = LeaseBid(recorded: json) {
        self.bid = bid
      }
    }
  }
}
