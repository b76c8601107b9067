import JobModel

extension WatcherDriver {
  /// Begins to take part in the asking of a server among the processes that share the journal.
  /// - Returns: Takes what they are to be told.
  func beginSharing(
    _ watcher: JobWatcher,
    _ group: inout DiscardingTaskGroup
  ) -> AsyncStream<LeaseBid>.Continuation {
    let (bids, bidder) = AsyncStream.makeStream(
      of: LeaseBid.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let (server, manner) = (watcher.server, watcher.manner)
    let bid = LeaseBid(reach: watcher.options.reach)
    group.addTask { await share(server, manner, bid, bids) }
    return bidder
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
      var durations: [String: DurationHistory]?
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
