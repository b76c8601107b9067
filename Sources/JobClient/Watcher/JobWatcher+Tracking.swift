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
    for job in jobs.map({ $0.seen(by: now) }) {
      if let run = knownRun(of: job) {
        takeForeign(job, for: run, now)
      } else {
        admit(
          job,
          now,
          pollAt: now.advanced(by: options.poll.interval(after: 0, using: &generator))
        )
      }
    }
  }

  /// What is called so here: a draft of another process that turns out to be a job which a push or the
  /// list told of is that job.
  private func knownRun(of job: Job) -> RunID? {
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

  private mutating func takeForeign(_ job: Job, for run: RunID, _ now: Timestamp) {
    guard var entry = entries[run] else { return }
    let isOver = entry.job.state.isFinal
    let isNewer = !isOver && (job.state.isFinal || job.seen ?? .epoch > entry.job.seen ?? .epoch)
    let draft = foreignDraft(of: job, besides: entry)
    guard isNewer || draft != nil else { return }
    let wasUnnamed = entry.job.jobID == nil
    let known = entry.job
    let (polls, repeats) = (max(entry.job.polls, job.polls), max(entry.job.repeats, job.repeats))
    if isNewer {
      entry.job = job.renamed(run)
      entry.heardAt = job.seen ?? now
    }
    entry.job.draft = entry.job.draft ?? job.draft
    entry.job.polls = polls
    entry.job.repeats = repeats
    if let draft {
      entries[draft] = nil
      active.remove(draft)
    }
    if isNewer, job.state.isFinal {
      end(&entry)
    } else if wasUnnamed, let id = job.jobID {
      currentRun[id] = run
      active.insert(run)
      plan(&entry, after: nil, now)
    }
    entries[run] = entry
    let isChange = draft != nil || !entry.job.saysTheSame(as: known)
    report(entry, .store, now, isChange: isChange, replaces: draft)
    settleWaits(on: run, now)
  }

  /// The create of another process that this job came of, where a push or the list told of the job
  /// before its answer was noted down.
  ///
  /// That the job has a draft now says that there was one; of several alike it is the first.
  private func foreignDraft(of job: Job, besides entry: Entry) -> RunID? {
    guard entry.job.draft == nil, job.jobID != nil, let draft = job.draft else { return nil }
    if job.run != entry.job.run, let known = entries[job.run], known.job.jobID == nil {
      return job.run
    }
    let sent = active.compactMap { entries[$0] }.filter { other in
      other.source == .store && other.createSent == nil && other.job.jobID == nil
        && other.job.state == .submitting && other.job.draft?.inputs == draft.inputs
    }
    return sent.min { ($0.job.created, $0.job.run) < ($1.job.created, $1.job.run) }?.job.run
  }

  private mutating func admit(_ job: Job, _ now: Timestamp, pollAt: Timestamp) {
    var replaced: RunID?
    if let id = job.jobID, let known = currentRun[id], let other = entries[known]?.job {
      guard other.runNumber < job.runNumber else { return }
      replaced = known
      if var old = entries[known] { end(&old); entries[known] = old }
    }
    var entry = Entry(job: job)
    entry.source = .store
    entry.job.kind = job.kind ?? profile.name
    if !options.resumes {
      entries[job.run] = entry
      if let id = job.jobID { currentRun[id] = job.run }
      return
    }
    switch job.state {
    case .pending, .running:
      active.insert(job.run)
      plan(&entry, at: pollAt)
    case .submitting:
      // How far its create came nobody has noted down.
      entry.createMayExist = true
      active.insert(job.run)
      let sent = min(job.created, now)
      abandoned.add(job.run, due: max(now, sent.advanced(by: Self.abandonedAfter)))
    case .unconfirmed, .completed, .failed, .cancelled, .lost, .refused:
      break
    }
    entries[job.run] = entry
    if let id = job.jobID { currentRun[id] = job.run }
    report(entry, .store, now, isChange: true, replaces: replaced)
  }

  /// A create that someone else began is theirs for so long: a request may take ten seconds.
  private static let abandonedAfter = Duration.seconds(15)

  mutating func forget(_ runs: [RunID]) {
    for run in runs {
      guard let entry = entries.removeValue(forKey: run) else { continue }
      if active.contains(run) { learn(lossOf: entry) }
      if let id = entry.job.jobID, currentRun[id] == run {
        currentRun[id] = nil
        forgotten[id] = entry.job.created
      }
      active.remove(run)
      validators[run] = nil
      book.forget(run)
      actions.append(.journal([.forget(run)], nil))
    }
    actions.append(.reportForgotten(runs))
  }
}
