import JobModel

/// What keeps failing while the server answers the rest.
extension JobWatcher {
  /// What is to be told of that; nothing where nothing does, or where everything does.
  mutating func failing(_ now: Timestamp) -> ServerStatus.Failing? {
    guard host.failures == 0, host.refusal == nil else { return nil }
    if !ailing.isEmpty { ailing = ailing.filter(isAiling) }
    let wishes = unpaidWishes(now)
    let run = ailing.min { tryTime($0, now) < tryTime($1, now) } ?? wishes.first?.run
    guard let run, let trouble = entries[run]?.trouble else { return nil }
    return ServerStatus.Failing(
      requests: ailing.count + wishes.count,
      retryAt: tryTime(run, now),
      because: trouble
    )
  }

  /// Repeats of wishes that wait for the quota; while it has enough for any there are none, however many
  /// wait for their turn.
  private func unpaidWishes(_ now: Timestamp) -> [Errand] {
    guard !quota.admits(.failed, at: now) else { return [] }
    return outbox.filter { !admits($0, now) && $0.run.map(isAiling) != true }
  }

  private func isAiling(_ run: RunID) -> Bool {
    guard let entry = entries[run] else { return false }
    return entry.failures >= CircuitBreaker.patience && isAskedOn(entry)
  }

  /// When it is asked for next; what is on its way, or waits for the quota, then.
  private func tryTime(_ run: RunID, _ now: Timestamp) -> Timestamp {
    entries[run]?.due ?? quota.probeAt ?? now
  }
}
