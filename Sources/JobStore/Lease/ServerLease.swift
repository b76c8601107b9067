import JobModel

/// Our part in the asking of one server, among the processes that share a store.
///
/// Where no folder can be made each process asks for itself.
package actor ServerLease: AskingLease {
  private let clock: any JobClock
  private var files: LeaseFiles?
  private var seat: LeaseSeat
  private var lastTurn: LeaseTurn?
  private var hasEnded = false

  /// Takes part; nothing is done before the first look.
  package init(folder: LeaseFolder?, bid: LeaseBid, clock: any JobClock) {
    files = folder.map(LeaseFiles.init)
    seat = LeaseSeat(bid: bid)
    self.clock = clock
  }

  package func bid(_ bid: LeaseBid) {
    guard var files else { return }
    seat.bid(bid, on: &files)
    self.files = files
  }

  package nonisolated func turns() -> AsyncStream<LeaseTurn> {
    AsyncStream { await self.next() }
  }

  package func end() {
    hasEnded = true
    files?.leave()
  }

  private func next() async -> LeaseTurn? {
    while !Task.isCancelled, !hasEnded {
      let turn = look(at: clock.now)
      if turn != lastTurn {
        lastTurn = turn
        return turn
      }
      // Late is early enough for who waits for a dead one, and saves a waking of its own.
      let next = clock.now.advanced(by: LeaseSeat.interval)
      let hasSlept: Void? = try? await clock.sleep(until: next, tolerance: LeaseSeat.interval / 4)
      guard hasSlept != nil else { break }
    }
    files?.leave()
    return nil
  }

  /// Shows that we run, looks at the others, and takes or gives the turn.
  package func look(at now: Timestamp) -> LeaseTurn {
    guard var files, files.enter() else { return .alone }
    defer { self.files = files }
    return seat.look(at: now, on: &files)
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
