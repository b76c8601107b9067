import JobModel
import JobProfile

/// When the list comes that answers for many jobs.
extension JobWatcher {
  /// From three active jobs on one list costs less than a poll each (DESIGN §5.3); where jobs can be
  /// asked about by their ids, a list of one page does.
  var sweepServes: Bool {
    isAsking && active.count >= 3 && sweep.failures < 2 && profile.listHasState
      && (!bulkServes || sweep.base?.pages == 1)
  }

  /// Where lists begin to answer for polls jobs lose the instants of their own; where they no longer
  /// do, each has one again.
  mutating func settleServing(_ now: Timestamp) {
    guard sweep.isServing != sweepServes else { return }
    sweep.isServing = sweepServes
    if sweep.isServing {
      beginServing()
    } else if isAsking {
      endServing(now)
    }
  }

  private mutating func beginServing() {
    for run in active.sorted() {
      guard var entry = entries[run], let due = entry.due, isServed(entry) else { continue }
      entry.due = nil
      entries[run] = entry
      if !sweep.isRunning { sweep.ask(by: max(due, sweep.notBefore ?? due)) }
    }
  }

  private mutating func endServing(_ now: Timestamp) {
    if !sweep.isWanted { sweep.due = nil }
    for run in active.sorted() {
      guard var entry = entries[run], entry.due == nil, !entry.isAsking, entry.job.jobID != nil,
        !outbox.contains(where: { $0.run == run })
      else { continue }
      let promised = promisedByList(entry)
      plan(&entry, after: nil, now)
      if let promised, let due = entry.due, due > promised {
        plan(&entry, at: max(promised, now), because: entry.dueBecause)
      }
      keepReplanned(entry)
    }
  }

  /// When a list was to have told of a job at the latest.
  ///
  /// A few are asked about by then, else what is known of them grows twice as old as promised; where
  /// lists fail, many are not asked about at once.
  private func promisedByList(_ entry: Entry) -> Timestamp? {
    guard active.count < 3, !sweep.isRunning else { return nil }
    let job = sweep.unchanged?.applied(to: entry.job) ?? entry.job
    return job.seen?.advanced(by: longestGap)
  }

  /// Leaves a job to the lists; one that is new may need the next of them sooner.
  mutating func leaveToLists(_ entry: inout Entry, after hint: Duration?, _ now: Timestamp) {
    entry.due = nil
    entry.job.interval = sweep.gap ?? longestGap
    if let hint { sweep.wait = max(sweep.wait, hint) }
    if entry.step == 0, !push.tells(of: entry.job.jobID) {
      let birth = birth(of: entry) ?? entry.found ?? entry.job.created
      sweep.youngest = max(sweep.youngest ?? birth, birth)
      if !sweep.isRunning {
        let interval = min(policyInterval(for: entry, now), longestGap)
        sweep.ask(by: now.advanced(by: max(interval, hint ?? .zero, profile.pollFloor)))
      }
    }
    if sweep.due == nil, !sweep.isRunning { sweep.due = now.advanced(by: longestGap) }
    entry.step += 1
  }

  /// Rows that have come into view are not to grow old there.
  mutating func hurrySweep(for looked: [RunID], _ now: Timestamp) {
    guard sweep.isServing, !sweep.isRunning else { return }
    let jobs = looked.compactMap { entries[$0]?.job }
    let seen = jobs.compactMap { sweep.unchanged?.applied(to: $0).seen ?? $0.seen }
    guard let oldest = seen.min() else { return }
    sweep.ask(by: max(now, oldest.advanced(by: options.viewedStaleness * pace)))
  }

  /// Nothing that a list tells of grows older than that.
  ///
  /// Beside push it only guards against what push forgot; else it also finds jobs made elsewhere.
  private var longestGap: Duration {
    let isTold = push.isOpen || push.number != nil
    let isLookedAt = !isTold && (sweep.isWanted || !viewed.isDisjoint(with: active))
    return (isLookedAt ? options.viewedStaleness : options.staleness) * pace
  }

  /// The time until the next list; nothing: none comes by itself.
  mutating func sweepGap(_ now: Timestamp) -> Duration? {
    guard sweep.isWanted || sweepServes else { return nil }
    let gap = sweepServes ? min(longestGap, plannedGap(now)) : longestGap
    let least = sweep.notBefore.map { now.duration(to: $0) } ?? .zero
    return max(gap, least, profile.pollFloor, sweep.wait)
  }

  /// So many jobs stand for all: their sum of hazards is known to a few in a hundred.
  private static let sampleSize = 512

  /// The time after which the delays of all jobs are worth a list, or the shortest interval of one of
  /// whose kind too little is known.
  private mutating func plannedGap(_ now: Timestamp) -> Duration {
    var plan = ListPlan()
    var shortest = longestGap
    var isUntaught = false
    let sample = self.sample()
    for run in sample {
      guard let entry = entries[run], entry.isKnown, !push.tells(of: entry.job.jobID) else {
        continue
      }
      if let learned = learnedPlan(for: entry, now) {
        let end = entry.expectedEnd.map { now.duration(to: $0).inSeconds }
        plan.add(learned.plan, age: learned.age.inSeconds, end: end)
      } else {
        isUntaught = true
        shortest = min(shortest, untaughtGap(of: entry, now))
      }
    }
    if !isUntaught { sweep.youngest = nil }
    if let youngest = sweep.youngest {
      shortest = min(shortest, options.poll.interval(atAge: youngest.duration(to: now)) * pace)
    }
    let gap = plan.gap(
      requests: Double(max(1, sweep.base?.pages ?? 1)),
      weight: Double(active.count) / Double(max(1, sample.count)),
      cap: longestGap.inSeconds
    )
    return min(shortest, .seconds(gap) * max(1, pace))
  }

  private func untaughtGap(of entry: Entry, _ now: Timestamp) -> Duration {
    let birth = birth(of: entry) ?? entry.found ?? entry.job.created
    let end = entry.expectedEnd.map { now.duration(to: $0) } ?? .zero
    return max(end, options.poll.interval(atAge: birth.duration(to: now)) * pace)
  }

  /// Which jobs stand for all is drawn by their names, so that a run can be repeated.
  private func sample() -> [RunID] {
    let part = UInt64(active.count / Self.sampleSize + 1)
    return active.filter { part == 1 || $0.low % part == 0 }.sorted()
  }
}
