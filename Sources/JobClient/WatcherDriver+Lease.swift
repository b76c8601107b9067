import JobModel

extension WatcherDriver {
  /// Takes part in the asking of a server among the processes that share the journal; on return the
  /// turn is given up.
  func share(
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
