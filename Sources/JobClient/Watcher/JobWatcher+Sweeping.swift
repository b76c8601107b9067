import DequeModule
import JobModel
import JobProfile

/// The pages of a list that answers for many jobs.
extension JobWatcher {
  /// Takes a page in; the next one follows, or what the list means for those it did not hold.
  mutating func takeSweep(_ jobs: [JobFacts], _ page: ListPage, _ sent: Sent, _ now: Timestamp) {
    if sweep.began == nil { sweep.began = sent.at }
    sweep.unnamedSoFar += page.unnamed
    sweep.pages += 1
    for facts in jobs {
      guard let id = facts.jobID else { continue }
      if let run = currentRun[id] {
        takeListed(facts, run, sent.at, now)
      } else if sweep.isWanted, !isForgotten(facts) {
        adopt(facts, id, .list, now)
      }
      if let run = currentRun[id] { sweep.found.insert(run) }
    }
    let following = jobs.isEmpty ? nil : next(page, after: sent)
    if let (values, target) = following, sweep.found.count < sweep.limit {
      outbox.prepend(.sweep(page: values, target: target))
    } else {
      endSweep(following != nil || foreignLink(in: page, after: sent) != nil, now)
    }
  }

  /// What to send for the page after that one; nothing where there is none, where it would be the
  /// same page again, or where its link leads to another host, of which the user is told.
  mutating func next(
    _ page: ListPage,
    after sent: Sent
  ) -> (values: [String: JSON], target: String?)? {
    if let link = foreignLink(in: page, after: sent) {
      warn(.foreignLink(JobFailure.Request(server: server, line: sent.line), link: link))
      return nil
    }
    if let values = page.next {
      let next = sent.values.merging(values) { _, new in new }
      return next == sent.values ? nil : (next, nil)
    }
    guard let link = page.nextTarget,
      let target = WireRequest.target(ofLink: link, from: sent.target, base: baseURL),
      target != sent.target
    else { return nil }
    return (sent.values, target)
  }

  /// Where the list goes on, if that is another host.
  ///
  /// A cursor may be any text; only one that is a whole URL is taken for a link.
  private func foreignLink(in page: ListPage, after sent: Sent) -> String? {
    let cursor = page.next?["next"]?.string.flatMap { $0.contains("://") ? $0 : nil }
    guard let link = page.nextTarget ?? cursor,
      WireRequest.target(ofLink: link, from: sent.target, base: baseURL) == nil
    else { return nil }
    return link.origin
  }

  private mutating func takeListed(
    _ facts: JobFacts,
    _ run: RunID,
    _ sentAt: Timestamp,
    _ now: Timestamp
  ) {
    if facts.state == nil {
      sweep.found.remove(run)
    } else if !isOldNews(facts, of: run, now) {
      apply(facts, to: run, .list, sentAt: sentAt, now)
    }
  }

  /// Whether a list of changes only says again what is known: lists overlap, and what they do not change
  /// they confirm of all jobs at once.
  private func isOldNews(_ facts: JobFacts, of run: RunID, _ now: Timestamp) -> Bool {
    guard sweep.isPartial, let entry = entries[run], isServed(entry), entry.failures == 0 else {
      return false
    }
    var job = entry.job
    return !job.merge(facts, at: now)
  }

  private mutating func endSweep(_ isCapped: Bool, _ now: Timestamp) {
    let began = sweep.began ?? now
    // What it has found has no instants of its own from now on: it is the next list that is planned.
    settleServing(now)
    if sweep.isPartial {
      settleUnchanged(now)
    } else if isAsking {
      // Else whoever asks now has a list of his own.
      askUnheard(asOf: began, now)
    }
    let base = nextBase(began, isCapped: isCapped)
    // A list of changes that follows a whole one is small.
    let isSmall = !sweep.isPartial && base != nil && profile.listTellsChanges
    sweep.ended(isCapped: isCapped, base: base, size: isSmall ? 0 : sweep.found.count, at: now)
    let promised = sweep.gap
    sweep.planned(after: sweepGap(now), at: now)
    // Where silence confirms, that is told once for all, and no job is another than its row has.
    guard sweep.unchanged == nil, let promised, let gap = sweep.gap, gap > promised * 2 else {
      return
    }
    promise(gap)
  }

  /// Lists are much further apart than they were when this one was read, because the server tells now.
  private mutating func promise(_ gap: Duration) {
    for run in active.sorted() {
      guard var entry = entries[run], isServed(entry) else { continue }
      entry.job.interval = gap
      keepReplanned(entry)
    }
  }

  /// Active jobs that a whole list does not hold are asked about one by one.
  private mutating func askUnheard(asOf began: Timestamp, _ now: Timestamp) {
    let unheard = active.filter { !sweep.found.contains($0) || !profile.listHasState }
    for run in unheard.sorted() {
      guard let entry = entries[run], entry.job.jobID != nil, !entry.isAsking,
        entry.job.state != .unconfirmed,
        entry.job.created < began, entry.due.map({ $0 <= now }) ?? true
      else { continue }
      outbox.append(.status(run, ticket: nil))
    }
  }

  /// Jobs that were due and that a list of what changed does not name are as they were; of the others
  /// among them its silence says nothing.
  private mutating func settleUnchanged(_ now: Timestamp) {
    var due: [RunID] = []
    while let item = nextItem(), item.due <= now {
      schedule.removeFirst()
      due.append(item.run)
    }
    for run in due {
      guard var entry = entries[run] else { continue }
      if entry.job.jobID == nil {
        schedule.add(run, due: now)
        entry.due = now
      } else if isServed(entry) {
        planByPolicy(&entry, after: nil, now)
      } else {
        entry.due = nil
        outbox.append(.status(run, ticket: nil))
      }
      entries[run] = entry
    }
  }

  mutating func sweepFailed(_ now: Timestamp) {
    let failures = max(sweep.failures + 1, host.failures)
    let delay = options.retry.delay(after: failures, using: &generator)
    sweep.failed(next: now.advanced(by: delay), at: now)
  }
}

extension String {
  /// Protocol and host of a URL: `https://evil.example` of `https://evil.example/jobs?page=2`.
  fileprivate var origin: String {
    guard let slashes = firstRange(of: "//") else { return self }
    let host = self[slashes.upperBound...].prefix { !"/?#".contains($0) }
    return String(self[..<slashes.upperBound] + host)
  }
}
