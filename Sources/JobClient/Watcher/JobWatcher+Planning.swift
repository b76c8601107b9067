import JobModel
import JobProfile

extension JobWatcher {
  /// Plans the next poll: max(hint, floor, min(policy, staleness)).
  ///
  /// Beside push the policy is the staleness itself. Before the end that the server expects nothing
  /// is planned, but nothing grows older than the staleness for it: it is a guess.
  mutating func plan(_ entry: inout Entry, after hint: Duration?, _ now: Timestamp) {
    // The answer to a held request plans the next one.
    guard !isHeld(entry) else { return entry.due = nil }
    if mayHold(entry, now) {
      // A server with news at every request is still not asked faster than the profile allows.
      let earliest = entry.askedAt?.advanced(by: profile.pollFloor) ?? now
      entry.job.interval = holdLimit
      return plan(&entry, at: max(now.advanced(by: hint ?? .zero), earliest))
    }
    planByPolicy(&entry, after: hint, now)
  }

  mutating func planByPolicy(_ entry: inout Entry, after hint: Duration?, _ now: Timestamp) {
    if isServed(entry) { return leaveToLists(&entry, after: hint, now) }
    let staleness = (entry.isViewed ? options.viewedStaleness : options.staleness) * pace
    var gap = staleness
    var reason = NextRequest.Reason.besidePush
    if !push.tells(of: entry.job.jobID) || entry.hint != nil || entry.isDenied {
      let end = entry.expectedEnd.map { now.duration(to: $0) } ?? .zero
      let planned = policyInterval(for: entry, now)
      let interval = min(planned, entry.hint?.pause ?? planned)
      reason = end > interval ? .expectedEnd : .plan
      gap = min(gap, max(end, interval))
      entry.step += 1
    }
    if profile.pollFloor > gap { (gap, reason) = (profile.pollFloor, .floor) }
    if let hint, hint > gap { (gap, reason) = (hint, .hint) }
    // What the server denies now is old news at once, until it is confirmed or lost.
    if entry.isDenied, reason == .plan { reason = .failure(denial) }
    entry.job.interval =
      entry.isDenied ? .zero : max(gap, sharedInterval(now) ?? gap, Self.leastPromise)
    plan(&entry, at: now.advanced(by: gap), because: reason)
  }

  /// Where an end is near requests follow each other closely; no row grows old between them.
  private static let leastPromise = Duration.milliseconds(250)

  /// Keeps an entry that was planned anew although nothing was learned of its job: a screen takes a
  /// row for old by what was promised of it.
  mutating func keepReplanned(_ entry: Entry) {
    let promised = entries[entry.job.run]?.job.interval
    entries[entry.job.run] = entry
    guard entry.job.interval != promised, let update = update(of: entry.job.run) else { return }
    actions.append(.reportPlan(update))
  }

  /// Plans the next poll for an instant.
  mutating func plan(
    _ entry: inout Entry,
    at due: Timestamp,
    because reason: NextRequest.Reason = .plan
  ) {
    entry.due = due
    entry.dueBecause = reason
    schedule.add(entry.job.run, due: due)
  }

  /// Asks about many jobs: about as many as may be in flight at once now, about the others one after
  /// the other, all of them before they are stale; nothing is put off that is due before.
  ///
  /// Where lists answer for them one list does, at once.
  mutating func askAll(_ runs: [RunID], _ now: Timestamp) {
    let left = runs.filter { run in !(entries[run].map(isServed) ?? true) }
    if left.count < runs.count { sweep.ask(by: max(now, sweep.notBefore ?? now)) }
    askEach(left, now)
  }

  private mutating func askEach(_ runs: [RunID], _ now: Timestamp) {
    let gap = min(.milliseconds(20), options.staleness / max(1, runs.count))
    for (index, run) in runs.enumerated() {
      guard var entry = entries[run], entry.job.jobID != nil, !entry.isAsking else { continue }
      let turn = now.advanced(by: gap * max(0, index - options.maximumInFlight + 1))
      guard entry.due.map({ turn < $0 }) ?? true else { continue }
      plan(&entry, at: turn)
      entries[run] = entry
    }
  }

  /// After sleep all polls are overdue: about as many as may be in flight leave now, the others one
  /// after the other (DESIGN §5.5).
  mutating func spreadOverdue(_ now: Timestamp) {
    let overdue = active.compactMap { run in
      entries[run]?.due.flatMap { $0 <= now ? Schedule.Item(due: $0, run: run) : nil }
    }.sorted { ($0.due, $0.run) < ($1.due, $1.run) }
    let gap = min(.milliseconds(20), options.staleness / max(1, overdue.count))
    for (index, item) in overdue.dropFirst(options.maximumInFlight).enumerated() {
      guard var entry = entries[item.run] else { continue }
      plan(&entry, at: now.advanced(by: gap * (index + 1)), because: entry.dueBecause)
      entries[item.run] = entry
    }
  }

  /// Rows that came into view are asked about soon enough not to grow old there.
  mutating func view(_ own: Set<RunID>, _ now: Timestamp) {
    ownViewed = own
    lease.mayDiffer = true
    let runs = own.union(viewedByReaders)
    guard runs != viewed else { return }
    for run in viewed.symmetricDifference(runs).sorted() {
      guard var entry = entries[run] else { continue }
      entry.isViewed = runs.contains(run)
      if entry.isViewed, active.contains(run), let due = entry.due, entry.job.jobID != nil {
        let latest = max(now, (entry.job.seen ?? now).advanced(by: options.viewedStaleness * pace))
        if latest < due {
          entry.job.interval = options.viewedStaleness * pace
          plan(&entry, at: latest)
        }
      }
      keepReplanned(entry)
    }
    let looked = runs.subtracting(viewed).filter { run in entries[run].map(isServed) ?? false }
    viewed = runs
    hurrySweep(for: looked.sorted(), now)
  }

  /// Polls by another policy from now on, begun anew for every job.
  mutating func adopt(_ policy: PollPolicy, _ now: Timestamp) {
    options.poll = policy
    replan(now)
  }

  /// Asks that much more seldom than planned; what the server asks for still counts.
  ///
  /// Whoever wants to be told at another pace wants to be told: refused credentials are tried again.
  mutating func adopt(pace: Double, _ now: Timestamp) {
    if host.refusal != nil {
      host.forgiveRefusal()
      sweep.request(at: now)
    }
    self.pace = min(max(pace, 1.0 / 16), 16)
    replan(now)
  }

  private mutating func replan(_ now: Timestamp) {
    for run in active.sorted() {
      guard var entry = entries[run], !entry.isAsking, entry.job.jobID != nil else { continue }
      entry.step = 0
      plan(&entry, after: nil, now)
      keepReplanned(entry)
    }
  }
}
