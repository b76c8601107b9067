import JobModel
import JobProfile

/// When the watcher must be woken.
extension JobWatcher {
  /// Asks to be woken for the next thing that is due, unless that was asked already.
  mutating func planWake(_ now: Timestamp) {
    var times: [Timestamp] = []
    if host.refusal == nil {
      let asks = requestTimes(now) + [nextPushTime(now), nextRenewal]
      times = asks.compactMap(\.self).map { max($0, host.heldUntil ?? $0) }
    }
    times += [nextDeadline, nextAbandoned()?.due, unnoted.due, nextSilence(now)].compactMap(\.self)
    guard let next = times.min().map({ max($0, now.advanced(by: .milliseconds(1))) }) else {
      return
    }
    if let lastWake, lastWake <= next { return }
    lastWake = next
    actions.append(.wake(at: next))
  }

  /// Whether the machine, or the program, was stopped: nothing came at the instant that was asked for.
  func hasSlept(until now: Timestamp) -> Bool {
    lastWake.map { $0.duration(to: now) > Self.lateWake } ?? false
  }

  /// A busy machine wakes late, but not by so much.
  private static let lateWake = Duration.seconds(5)

  private mutating func requestTimes(_ now: Timestamp) -> [Timestamp?] {
    // Where there is no room an answer makes it.
    guard hasRoom else { return [] }
    let polls = [nextPollTime(now), nextRepeatTime(now), nextSweepTime(now), nextLogTime(now)]
    return [nextWishTime(now)] + polls
  }

  private func nextPushTime(_ now: Timestamp) -> Timestamp? {
    guard let opening = nextOpening(now) else { return nil }
    let limited = budget.countsAll ? budget.opens : nil
    return [opening, limited, quotaOpens(for: push.isRepeat ? .failed : nil)]
      .compactMap(\.self).max()
  }

  /// When what waits in the outbox may leave; nothing: an answer makes room for it.
  private func nextWishTime(_ now: Timestamp) -> Timestamp? {
    guard !outbox.isEmpty else { return nil }
    let opens = outbox.contains { admits($0, now) } ? nil : quota.probeAt
    return [host.heldUntil, budget.opens, opens].compactMap(\.self).max()
  }

  private mutating func nextPollTime(_ now: Timestamp) -> Timestamp? {
    let waitsForWishes = outbox.contains { admits($0, now) } && budget.left != 0
    guard !waitsForWishes, let item = nextDue() else { return nil }
    let isListed = entries[item.run].map { listAnswers(for: $0, now) } ?? false
    let opens = pollOpens(isListed ? .list : .status, now)
    let notBefore = isListed ? sweep.notBefore : nil
    let paid = isListed ? quotaOpens(for: listPrice) : nil
    return [item.due, opens, notBefore, paid].compactMap(\.self).max()
  }

  private mutating func nextSweepTime(_ now: Timestamp) -> Timestamp? {
    guard isAsking, let due = sweep.due, !sweep.isRunning else { return nil }
    return [due, pollOpens(.list, now), quotaOpens(for: listPrice)].compactMap(\.self).max()
  }
}
