import JobModel
import JobProfile

/// When a job is asked about next, for whoever waits for it.
extension JobWatcher {
  /// When that is; nothing: it is not asked about by itself.
  mutating func nextRequest(about run: RunID, _ now: Timestamp) -> NextRequest? {
    guard let entry = entries[run] else { return nil }
    if let sent = requestUnderWay(about: run) {
      return .underWay(since: sent.at, isHeld: sent.errand.isHeld)
    }
    if let refusal = host.refusal {
      return entry.job.state.isFinal ? nil : .stopped(why: refusal.brief)
    }
    if !isAsking, !asksItself(about: entry) { return entry.job.state.isActive ? .elsewhere : nil }
    guard var (due, reason) = plannedRequest(about: run, entry, now) else { return nil }
    if let opens = pollOpens(sweepServes ? .list : .status, now), opens > due {
      (due, reason) = (opens, .limit)
    }
    if let held = host.heldUntil, held > due {
      (due, reason) = (held, .pause(host.failure?.brief ?? "it asks to wait"))
    }
    return .planned(at: due, reason)
  }

  /// The request that will answer for it: its own, or the list that serves all.
  private func requestUnderWay(about run: RunID) -> Sent? {
    if let own = inFlight.values.first(where: {
      ($0.errand.run == run || $0.errand.polled.contains(run)) && $0.errand.operation != .log
    }) {
      return own
    }
    guard active.contains(run), sweepServes, sweep.isRunning else { return nil }
    return inFlight.values.first { sent in
      if case .sweep = sent.errand { true } else { false }
    }
  }

  private mutating func plannedRequest(
    about run: RunID,
    _ entry: Entry,
    _ now: Timestamp
  ) -> (Timestamp, NextRequest.Reason)? {
    if outbox.contains(where: { $0.run == run }) { return (now, .plan) }
    if sweepServes, active.contains(run) {
      let polls = nextDue().map { max($0.due, sweep.notBefore ?? $0.due) }
      let times = [polls, sweep.due].compactMap(\.self)
      return times.min().map { ($0, .list) }
    }
    if isSetAside(run) {
      let words = "\(entry.trouble?.brief ?? "no answer"), too often to be repeated at once"
      return (nextRepeatTime(now) ?? now, .failure(words))
    }
    let reason = entry.dueBecause == .plan ? learnedReason(for: entry, now) : nil
    return entry.due.map { ($0, reason ?? entry.dueBecause) }
  }
}
