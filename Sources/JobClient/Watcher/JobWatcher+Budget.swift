import DequeModule
import JobModel
import JobProfile

/// Staying below the server's rate limit.
extension JobWatcher {
  /// What that answer says of the limit.
  mutating func noteLimit(in answer: WireAnswer, to number: RequestNumber, _ now: Timestamp) {
    let reading = profile.rateLimit(in: answer, now: serverClock.theirs(now))
    let isRefusal = answer.code == 429 && reading.left ?? 0 <= 0 && reading.wait != nil
    budget.ended(number, reading, isRefusal: isRefusal, at: now)
  }

  /// The next wish that the budget allows, and the quota of repeats.
  mutating func nextWish(_ now: Timestamp) -> Errand? {
    var index = outbox.startIndex
    while index < outbox.endIndex {
      let errand = outbox[index]
      if budget.left == 0, budget.countsAll { return nil }
      if !budget.admits(errand.operation) {
        index += 1
      } else if admits(errand, now) {
        return outbox.remove(at: index)
      } else {
        quota.hold(at: now, options.retry, using: &generator)
        guard errand.isPoll, let run = errand.run else {
          index += 1
          continue
        }
        // Polls wait their turn with all others that are repeats.
        outbox.remove(at: index)
        entries[run]?.due = nil
        setAside(run)
      }
    }
    return nil
  }

  /// When a poll by that operation may leave; nothing: now.
  mutating func pollOpens(_ operation: JobOperation, _ now: Timestamp) -> Timestamp? {
    guard budget.left != nil, budget.counts(operation) else { return nil }
    return budget.nextPoll(isScarce: isBudgetScarce(now))
  }

  mutating func mayPoll(_ operation: JobOperation, _ now: Timestamp) -> Bool {
    pollOpens(operation, now).map { $0 <= now } ?? true
  }

  /// The time between two polls of one job where what is left must be shared; nothing: it need not.
  mutating func sharedInterval(_ now: Timestamp) -> Duration? {
    guard let left = budget.left, budget.counts(.status), budget.isHalfSpent, isBudgetScarce(now),
      let time = budget.timeToLast(from: now)
    else { return nil }
    return time / max(1, left) * active.count
  }

  /// Whether the active jobs would be asked about more often than what is left allows.
  private mutating func isBudgetScarce(_ now: Timestamp) -> Bool {
    guard let left = budget.left, let time = budget.timeToLast(from: now) else { return false }
    if let known = scarcity, known.jobs == active.count, known.left == left,
      known.at.duration(to: now) < .seconds(1)
    {
      return known.isScarce
    }
    let isScarce = wouldAsk(moreOftenThan: left, within: time, now)
    scarcity = Scarcity(isScarce: isScarce, jobs: active.count, left: left, at: now)
    return isScarce
  }

  private func wouldAsk(moreOftenThan left: Int, within time: Duration, _ now: Timestamp) -> Bool {
    if sweep.isServing, let gap = sweep.gap { return Int(time / gap) > left }
    var polls = 0
    for run in active {
      guard let entry = entries[run], entry.job.jobID != nil else { continue }
      polls += expectedPolls(of: entry, within: time, now)
      if polls > left { return true }
    }
    return false
  }

  private func expectedPolls(of entry: Entry, within time: Duration, _ now: Timestamp) -> Int {
    let time = time - max(.zero, now.duration(to: entry.due ?? now))
    guard time > .zero else { return 0 }
    if push.kind == nil, push.preferred(at: now) == .longpoll, let hold = profile.longestHold,
      hold > .zero
    {
      return 1 + Int(time / hold)
    }
    if push.tells(of: entry.job.jobID) { return 1 + Int(time / options.staleness) }
    return 1 + policyCount(for: entry, within: time, now)
  }

  /// Whether the budget was scarce, and for what that was worked out.
  struct Scarcity: Sendable {
    var isScarce: Bool
    var jobs: Int
    var left: Int
    var at: Timestamp
  }
}
