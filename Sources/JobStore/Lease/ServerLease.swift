import Glibc
import JobModel

/// Our part in the asking of one server, among the processes that share a store.
///
/// Who holds the lock of `asks` asks. The kernel frees the lock of a process that dies; one that is
/// stopped shows by not touching its file, and is overtaken. Where no folder can be made each process
/// asks for itself.
package actor ServerLease: AskingLease {
  /// So often each process shows that it runs and looks at the others.
  private static let interval = Duration.seconds(1)
  /// A process that has not shown for so long that it runs is taken to be stopped.
  private static let patience = Duration.seconds(4)

  private let folder: LeaseFolder?
  private let clock: any JobClock
  private let name = String(UInt64.random(in: 1 ... .max), radix: 36)
  private var ownBid: LeaseBid
  private var isPublished = false
  private var bidFile: LockedFile?
  private var asks: LockedFile?
  private var peers: [String: Peer] = [:]
  private var lastLook: Timestamp?
  /// When whoever asks last showed that he runs, or had the time to begin.
  private var askerShown = Timestamp.epoch
  private var lastTurn: LeaseTurn?
  private var hasEnded = false

  /// Takes part; nothing is done before the first look.
  package init(folder: LeaseFolder?, bid: LeaseBid, clock: any JobClock) {
    self.folder = folder
    self.clock = clock
    ownBid = bid
  }

  package func bid(_ bid: LeaseBid) {
    guard bid != ownBid else { return }
    ownBid = bid
    isPublished = false
    if !peers.isEmpty { publish() }
  }

  package nonisolated func turns() -> AsyncStream<LeaseTurn> {
    AsyncStream { await self.next() }
  }

  package func end() {
    hasEnded = true
    leave()
  }

  private func next() async -> LeaseTurn? {
    while !Task.isCancelled, !hasEnded {
      let turn = look(at: clock.now)
      if turn != lastTurn {
        lastTurn = turn
        return turn
      }
      // Late is early enough for who waits for a dead one, and saves a waking of its own.
      let next = clock.now.advanced(by: Self.interval)
      let hasSlept: Void? = try? await clock.sleep(until: next, tolerance: Self.interval / 4)
      guard hasSlept != nil else { break }
    }
    leave()
    return nil
  }

  private func leave() {
    asks = nil
    if bidFile != nil, let folder { unlink(folder.bid(of: name)) }
    bidFile = nil
  }

  /// Shows that we run, looks at the others, and takes or gives the turn.
  package func look(at now: Timestamp) -> LeaseTurn {
    guard let folder, enter(folder) else { return .alone }
    read(folder, now)
    lastLook = now
    if !peers.isEmpty {
      if isPublished { bidFile?.touch() } else { publish() }
    }
    // Overtaken while we were stopped.
    if let asks, !asks.isAt(folder.asks) { self.asks = nil }
    let mayAsk = ownBid.reach > .none && ownBid.reach >= reachOfOthers(now)
    if !mayAsk {
      asks = nil
    } else if asks == nil {
      take(folder, now)
    }
    return asks == nil ? .theirs(statusOfOthers) : .ours(wishesOfOthers)
  }

  private func enter(_ folder: LeaseFolder) -> Bool {
    if bidFile == nil { bidFile = LockedFile(replacing: folder.bid(of: name), by: "new") }
    return bidFile != nil
  }

  private func publish() {
    bidFile?.write(line: ownBid.recorded.description)
    isPublished = true
  }

  private func take(_ folder: LeaseFolder, _ now: Timestamp) {
    asks = LockedFile(locking: folder.asks)
    if asks == nil, askerShown.duration(to: now) >= Self.patience {
      asks = LockedFile(replacing: folder.asks, by: name)
    }
    // Someone else may have put another file there since it was opened.
    if let asks, !asks.isAt(folder.asks) { self.asks = nil }
  }

  /// Reads the bids of the living, and clears away those of the dead.
  private func read(_ folder: LeaseFolder, _ now: Timestamp) {
    // After sleep nobody has shown that he runs, and all do.
    let hasSlept = lastLook.map { $0.duration(to: now) > Self.patience - Self.interval } ?? true
    var living: [String: Peer] = [:]
    for other in folder.names() where other != name {
      guard let file = ForeignFile(at: folder.bid(of: other)) else {
        unlink(folder.bid(of: other))
        continue
      }
      var peer = peers[other] ?? Peer(changed: file.changed, shown: now)
      peer.heed(file, at: now, hasSlept: hasSlept)
      living[other] = peer
    }
    peers = living
    let shown = living.values.filter { $0.bid.status != nil }.map(\.shown).max()
    askerShown = hasSlept || asks != nil ? now : max(askerShown, shown ?? askerShown)
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
    }
  }

  private func isStopped(_ peer: Peer, _ now: Timestamp) -> Bool {
    peer.shown.duration(to: now) >= Self.patience
  }

  /// What is known of another process.
  private struct Peer {
    var bid = LeaseBid(reach: .none)
    /// What its file says.
    var line = ""
    /// When its file was last changed, by the file system's clock.
    var changed: Int64
    /// When that was seen to have changed, by ours.
    var shown: Timestamp

    mutating func heed(_ file: ForeignFile, at now: Timestamp, hasSlept: Bool) {
      if file.changed != changed || hasSlept { shown = now }
      changed = file.changed
      guard file.line != line else { return }
      line = file.line
      if let json = try? JSON(parsing: line), let bid = LeaseBid(recorded: json) {
        self.bid = bid
      }
    }
  }
}

extension JobStore: SharedJournal {
  /// Our part in the asking of that server; in a store in memory nobody else is there.
  package func lease(of server: String, manner: String, bidding bid: LeaseBid) -> any AskingLease {
    guard let path else { return SoleLease() }
    let folder = LeaseFolder(ofStore: path, server: server, manner: manner)
    return ServerLease(folder: folder, bid: bid, clock: clock)
  }
}
