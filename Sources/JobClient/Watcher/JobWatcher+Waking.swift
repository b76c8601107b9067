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
    times += [nextDeadline, nextAbandoned()?.due].compactMap(\.self)
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
    hasRoom ? [nextWishTime(), nextPollTime(now), nextSweepTime(now), nextLogTime(now)] : []
  }

  private func nextPushTime(_ now: Timestamp) -> Timestamp? {
    nextOpening(now).map { budget.countsAll ? max($0, budget.opens ?? $0) : $0 }
  }

  /// When what waits in the outbox may leave; nothing: an answer makes room for it.
  private func nextWishTime() -> Timestamp? {
    outbox.isEmpty ? nil : [host.heldUntil, budget.opens].compactMap(\.self).max()
  }

  private mutating func nextPollTime(_ now: Timestamp) -> Timestamp? {
    guard outbox.isEmpty || budget.left == 0, let item = nextDue() else { return nil }
    let isListed = entries[item.run].map { listAnswers(for: $0, now) } ?? false
    let opens = pollOpens(isListed ? .list : .status, now)
    let notBefore = isListed ? sweep.notBefore : nil
    return [item.due, opens, notBefore].compactMap(\.self).max()
  }

  private mutating func nextSweepTime(_ now: Timestamp) -> Timestamp? {
    guard isAsking, let due = sweep.due, !sweep.isRunning else { return nil }
    return max(due, pollOpens(.list, now) ?? due)
  }
}
