import JobModel

extension WatcherDriver {
  /// Begins to take part in the asking of a server among the processes that share the journal, once it
  /// is known what the journal holds: what others want may be known by it.
  func beginSharing(_ state: inout State, _ group: inout DiscardingTaskGroup) {
    guard state.bids == nil, state.isReady, state.watcher.options.sharesAsking else { return }
    let watcher = state.watcher
    let (bids, bidder) = AsyncStream.makeStream(
      of: LeaseBid.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    state.bids = bidder
    let (server, manner) = (watcher.server, watcher.manner)
    let bid = watcher.lease.bid ?? LeaseBid(reach: watcher.options.reach)
    group.addTask { await share(server, manner, bid, bids) }
  }

  private func share(
    _ server: String,
    _ manner: String,
    _ bid: LeaseBid,
    _ bids: AsyncStream<LeaseBid>
  ) async {
    let lease =
      (journal as? any SharedJournal)?
      .lease(of: server, manner: manner, bidding: bid) ?? SoleLease()
    async let told: Void = tell(lease, bids)
    var wasOurs = true
    for await turn in lease.turns() {
      var durations: [String: DurationHistories]?
      if case .ours = turn, !wasOurs { durations = try? await journal.durations(of: server) }
      if case .ours = turn { wasOurs = true } else { wasOurs = false }
      commands.yield(.event(.turn(turn, durations: durations)))
    }
    await lease.end()
    await told
  }

  private func tell(_ lease: any AskingLease, _ bids: AsyncStream<LeaseBid>) async {
    for await bid in bids { await lease.bid(bid) }
  }
}
