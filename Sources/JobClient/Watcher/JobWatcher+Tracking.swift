import JobModel
import JobProfile

extension JobWatcher {
  /// Watches jobs by id; as a wish each row is there at once, and unseen until its first answer.
  mutating func track(
    _ ids: [JobID],
    isWish: Bool = true,
    _ ticket: Ticket?,
    _ now: Timestamp
  ) {
    var updates: [JobUpdate] = []
    for id in ids {
      forgotten[id] = nil
      if let run = currentRun[id] {
        // Whoever else wants it, it is wanted here now.
        lease.borrowed.remove(run)
        activate(run, now)
      } else {
        beginTracking(id, isWish: isWish, now)
      }
      guard let update = currentRun[id].flatMap(update) else { continue }
      updates.append(update)
    }
    if let ticket { actions.append(.reply(ticket, .success(updates))) }
  }

  /// A run that was only known is watched from now on.
  private mutating func activate(_ run: RunID, _ now: Timestamp) {
    guard var entry = entries[run], !active.contains(run) else { return }
    if profile.hasOneJob, entry.job.state.isFinal, options.discovers {
      plan(&entry, at: now)
      entries[run] = entry
    }
    guard entry.job.state.isActive else { return }
    active.insert(run)
    plan(&entry, at: now)
    entries[run] = entry
  }

  private mutating func beginTracking(_ id: JobID, isWish: Bool, _ now: Timestamp) {
    let run = RunID(using: &generator)
    let job = found(id, as: run, now)
    var entry = Entry(job: job)
    entry.isWish = isWish
    // Whatever comes of it, nobody created it here.
    if !isWish { entry.source = .poll }
    entry.isUnheardOf = true
    plan(&entry, at: now)
    entries[run] = entry
    currentRun[id] = run
    active.insert(run)
    if isWish { report(entry, .create, now, isChange: true) }
  }

  /// What was watched when the program ended goes on being watched, spread over a little time.
  mutating func restore(_ jobs: [Job], _ forgotten: [JobID: Timestamp], _ now: Timestamp) {
    self.forgotten = forgotten
    for (index, job) in jobs.enumerated() where entries[job.run] == nil {
      admit(job.seen(by: now), now, pollAt: now.advanced(by: .milliseconds(min(3000, index * 20))))
    }
    if options.discovers, profile.hasOneJob { track([.only], nil, now) }
    if sweep.isWanted { sweep.due = now }
  }

  /// What another process wrote down: newer facts replace ours, unknown runs are watched too.
  mutating func takeForeign(_ jobs: [Job], _ now: Timestamp) {
    // Those that are told of now as well have no answer yet.
    left = left.filter { entries[$0].map(isLeft) ?? false }
    var sent = left.subtracting(jobs.map(\.run))
    for job in jobs.map({ $0.seen(by: now) }) {
      let run = knownRun(of: job)
      let draft = foreignDraft(of: job, besides: run.flatMap { entries[$0] }, among: sent)
      draft.map { _ = sent.remove($0) }
      if let run {
        takeForeign(job, for: run, insteadOf: draft, now)
      } else {
        let pause = options.poll.interval(after: 0, using: &generator)
        admit(job, now, pollAt: now.advanced(by: pause), insteadOf: draft)
        // It may be what a create of ours made whose answer is still to come.
        if job.draft == nil, isCreating { entries[job.run]?.found = now }
      }
    }
    // The next run of a job may be known only now that others want to hear of.
    borrow(wishesOfReaders.jobs, now)
  }

  /// What is called so here: a draft of another process that turns out to be a job which a push or the
  /// list told of is that job.
  func knownRun(of job: Job) -> RunID? {
    guard let entry = entries[job.run] else { return sameRun(as: job) }
    return entry.job.jobID == nil ? sameRun(as: job) ?? job.run : job.run
  }

  /// Another process may call the same run of the same job by another name.
  private func sameRun(as job: Job) -> RunID? {
    guard let id = job.jobID, let run = currentRun[id],
      entries[run]?.job.runNumber == job.runNumber
    else { return nil }
    return run
  }

  private mutating func takeForeign(
    _ job: Job,
    for run: RunID,
    insteadOf draft: RunID?,
    _ now: Timestamp
  ) {
    guard var entry = entries[run] else { return }
    let isNewer = isNewer(job, than: entry)
    let known = entry.job
    // Who made the job knows what it is called and what it is made of, whoever heard of it last.
    let completes = known.title == nil && job.title != nil || known.draft == nil && job.draft != nil
    guard isNewer || draft != nil || completes else { return }
    let isOurs = entry.source != .store
    let (polls, repeats) = (max(entry.job.polls, job.polls), max(entry.job.repeats, job.repeats))
    if isNewer {
      entry.job = job.renamed(run)
      if job.state == .lost { entry.job.keepLaterFacts(of: known) }
      entry.heardAt = entry.job.learned ?? now
      noteStart(of: &entry, after: known, seen: known.seen, word: entry.job.seen ?? now)
    }
    entry.job.title = entry.job.title ?? known.title ?? job.title
    entry.job.draft = entry.job.draft ?? known.draft ?? job.draft
    entry.job.polls = polls
    entry.job.repeats = repeats
    if let draft { drop(draft) }
    var replaced = draft
    if isNewer, let id = job.jobID, currentRun[id] != run {
      replaced = takeForeign(id, by: run, now) ?? draft
    }
    if isNewer, job.state.isFinal {
      end(&entry)
    } else if isNewer, job.state == .unconfirmed {
      active.remove(run)
    } else if !known.state.isActive, entry.job.state.isActive, options.resumes || isOurs {
      active.insert(run)
      plan(&entry, after: nil, now)
    }
    entries[run] = entry
    // That an end had a draft is no second end.
    let isChange =
      isNewer && !entry.job.saysTheSame(as: known)
      || (draft != nil || completes) && !known.state.isFinal
    report(entry, .store, now, isChange: isChange, replaces: replaced)
    settleWaits(on: run, now)
    settleForeign(run, insteadOf: draft, now)
  }

  /// By the word of another process the id has a new run: the one before becomes history, and is lost
  /// if its end was never told.
  private mutating func takeForeign(_ id: JobID, by run: RunID, _ now: Timestamp) -> RunID? {
    let old = currentRun[id]
    currentRun[id] = run
    guard let old, old != run, var entry = entries[old] else { return nil }
    let isWatched = active.contains(old)
    if !entry.job.state.isFinal { entry.loseID(at: now) }
    end(&entry)
    entries[old] = entry
    if isWatched { report(entry, .store, now, isChange: true) }
    moveWaits(from: old, to: run)
    settleWaits(on: old, now)
    return old
  }

  /// Whether more is known of that run there than here.
  private func isNewer(_ job: Job, than entry: Entry) -> Bool {
    let known = entry.job
    // Another process sent a create that was given up here unsent: the server has its job.
    if known.state == .refused, job.run == known.run, job.jobID != nil, job.seen != nil {
      return true
    }
    guard !known.state.isFinal else { return false }
    // What became of the create of another process whoever gave it up knows best.
    if job.state == .unconfirmed, entry.source != .create, !known.state.isActive {
      return !job.saysTheSame(as: known)
    }
    // The end of an earlier run that had its id, or what the answer to its create said, is told late;
    // a loss shows what was known before it.
    if job.state != .lost, known.isBeyond(job.revision) { return false }
    return job.state.isFinal || job.seen ?? .epoch > known.seen ?? .epoch
  }

  /// The create of another process that this job came of, where a push or the list told of the job
  /// before its answer was noted down.
  ///
  /// That the job has a draft now says that there was one; of several alike it is the first.
  private func foreignDraft(
    of job: Job,
    besides entry: Entry?,
    among sent: Set<RunID>
  ) -> RunID? {
    guard entry?.job.draft == nil, job.jobID != nil, let draft = job.draft else { return nil }
    if let known = entries[job.run], known.job.jobID == nil {
      return entry?.job.run == job.run ? nil : job.run
    }
    let alike = sent.compactMap { entries[$0] }.filter { other in
      other.job.jobID == nil && other.job.draft?.inputs == draft.inputs
    }
    return alike.min { ($0.job.created, $0.job.run) < ($1.job.created, $1.job.run) }?.job.run
  }

  /// A row that turns out to be another one goes.
  private mutating func drop(_ draft: RunID) {
    entries[draft] = nil
    active.remove(draft)
  }

  private mutating func admit(
    _ job: Job,
    _ now: Timestamp,
    pollAt: Timestamp,
    insteadOf draft: RunID? = nil
  ) {
    if let draft { drop(draft) }
    var replaced = draft
    if let id = job.jobID {
      let known = currentRun[id].flatMap { entries[$0]?.job }
      guard known?.runNumber ?? 0 < job.runNumber else { return }
      replaced = takeForeign(id, by: job.run, now) ?? draft
    }
    defer { settleForeign(job.run, insteadOf: draft, now) }
    var entry = Entry(job: job)
    entry.source = .store
    entry.job.kind = job.kind ?? profile.name
    if job.state == .submitting { left.insert(job.run) }
    if !options.resumes, !waits.values.contains(where: { $0.run == job.run }) {
      entries[job.run] = entry
      return
    }
    switch job.state {
    case .pending, .running:
      active.insert(job.run)
      plan(&entry, at: pollAt)
    case .submitting:
      active.insert(job.run)
    case .unconfirmed, .completed, .failed, .cancelled, .lost, .refused:
      break
    }
    entries[job.run] = entry
    if job.state == .submitting { adoptAbandoned(job.run, now) }
    report(entry, .store, now, isChange: true, replaces: replaced)
  }
}
