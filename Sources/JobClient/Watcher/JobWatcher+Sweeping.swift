import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// From three active jobs on one list costs less than a poll each (DESIGN §5.3).
  var sweepServes: Bool {
    profile.operations.contains(.list) && profile.listHasState && active.count >= 3
      && sweep.failures < 2
  }

  mutating func beginSweep() -> Errand {
    sweep.isRunning = true
    sweep.began = nil
    return .sweep(page: [:], target: nil)
  }

  /// Takes a page in; the next one follows, or what the list means for those it did not hold.
  mutating func takeSweep(_ jobs: [JobFacts], _ page: ListPage, _ sent: Sent, _ now: Timestamp) {
    if sweep.began == nil { sweep.began = sent.at }
    for facts in jobs {
      guard let id = facts.jobID else { continue }
      if let run = currentRun[id] {
        takeListed(facts, run, sent.at, now)
      } else if sweep.isWanted, !isForgotten(facts) {
        adopt(facts, id, .list, now)
      }
      if let run = currentRun[id] { sweep.found.insert(run) }
    }
    let isCapped = sweep.found.count >= Sweep.limit
    if !isCapped, !jobs.isEmpty, let (values, target) = next(page, after: sent) {
      outbox.prepend(.sweep(page: values, target: target))
    } else {
      endSweep(isCapped, now)
    }
  }

  /// What to send for the page after that one; nothing where there is none, or where it is said to
  /// be that one again or on another host.
  func next(_ page: ListPage, after sent: Sent) -> (values: [String: JSON], target: String?)? {
    if let next = page.next {
      let values = sent.values.merging(next) { _, new in new }
      return values == sent.values ? nil : (values, nil)
    }
    guard let link = page.nextTarget,
      let target = WireRequest.target(ofLink: link, from: sent.target, base: baseURL),
      target != sent.target
    else { return nil }
    return (sent.values, target)
  }

  private mutating func takeListed(
    _ facts: JobFacts,
    _ run: RunID,
    _ sentAt: Timestamp,
    _ now: Timestamp
  ) {
    if facts.state == nil {
      sweep.found.remove(run)
    } else {
      apply(facts, to: run, .list, sentAt: sentAt, now)
    }
  }

  /// Active jobs that a whole list does not hold are asked about one by one.
  private mutating func endSweep(_ isCapped: Bool, _ now: Timestamp) {
    let began = sweep.began ?? now
    for run in active where !sweep.found.contains(run) || !profile.listHasState {
      guard let entry = entries[run], entry.job.jobID != nil, !entry.isAsking,
        entry.job.created < began, entry.due.map({ $0 <= now }) ?? true
      else { continue }
      outbox.append(.status(run, ticket: nil))
    }
    let next = sweep.isWanted ? now.advanced(by: sweepGap) : nil
    sweep.ended(isCapped: isCapped, at: now, next: next)
  }

  /// Beside push the list only guards against what push forgot.
  private var sweepGap: Duration {
    push.isOpen || push.number != nil ? options.staleness : options.viewedStaleness
  }

  mutating func sweepFailed(_ now: Timestamp) {
    let delay = options.retry.delay(after: max(1, host.failures), using: &generator)
    sweep.failed(next: now.advanced(by: delay))
  }
}
