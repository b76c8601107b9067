import DequeModule
import JobModel
import JobProfile

extension JobWatcher {
  /// Takes in what the server says about a run that is watched.
  ///
  /// `sentAt`: when the request was sent whose answer this is; nothing for a push. An answer to a
  /// request that was sent after the end was known, and that says the job is alive, opens the next
  /// run of the row; an older one is late news.
  /// - Returns: Whether it was news.
  @discardableResult
  mutating func apply(
    _ facts: JobFacts,
    to run: RunID,
    _ source: UpdateSource,
    sentAt: Timestamp?,
    _ now: Timestamp
  ) -> Bool {
    guard var entry = entries[run] else { return false }
    if let id = entry.job.jobID, let latest = currentRun[id], latest != run {
      // Asked while it was the latest run; what is said now is about the one that followed.
      return apply(facts, to: latest, source, sentAt: sentAt, now)
    }
    noteCreation(facts, of: entry.job, now)
    if let id = entry.job.jobID, isLaterJob(facts, than: entry) {
      adopt(facts, id, source, now)
      return true
    }
    settle(&entry)
    entry.failures = 0
    entry.missing = 0
    entry.trouble = nil
    // Of a job that was never confirmed all that was known is why.
    if !entry.isKnown { entry.job.reason = nil }
    entry.isDenied = false
    if entry.job.state.isFinal {
      entries[run] = entry
      takeAfterEnd(facts, run, source, sentAt, now)
      return false
    }
    let wasKnown = entry.isKnown
    let (before, lastSeen) = (entry.shared, entry.job.seen)
    let changed = entry.job.merge(facts, at: now)
    let isMovement =
      changed && wasKnown && source != .poll && entry.job.isMovement(since: before.value)
    // “Nothing changed” confirms what is known, and that alone.
    if facts.state == nil { entry.job.seen = wasKnown ? now : nil }
    if facts.state != nil { entry.expectedEnd = nextNews(of: entry.job, facts, now) }
    if entry.job.state.isFinal {
      if source == .poll || source == .list { renewal.missedPost(ofJobSeen: lastSeen, at: now) }
      let askedAt = source.isPush ? nil : sentAt
      let state = before.value.state
      learn(endOf: entry, stoodAs: state, seen: lastSeen, told: facts.finished, askedAt, now)
      end(&entry)
      keepAsking(&entry, now)
    } else {
      // An end that is not believed yet says neither.
      if facts.state?.state.isFinal != true {
        // What the server held until now was going on until now.
        let word = source == .push(.longpoll) ? now : sentAt ?? now
        let isPush = source.isPush
        noteStart(of: &entry, after: before.value, seen: lastSeen, word: word, isPush: isPush)
        entry.aliveAt = max(entry.aliveAt ?? word, word)
      }
      // A create that nobody answered turns out to have been heard. To set what is set would have all
      // looked through that depends on it, with each fact.
      if entry.isKnown, !active.contains(run) { active.insert(run) }
      plan(&entry, after: facts.wait, now)
    }
    entries[run] = entry
    report(entry, source, now, isChange: changed, isMovement: isMovement)
    settleWaits(on: run, now)
    // A create of others, whose id was known before its answer.
    if left.remove(run) != nil { finishCreate(run, failure: nil, now) }
    return changed
  }

  private mutating func takeAfterEnd(
    _ facts: JobFacts,
    _ run: RunID,
    _ source: UpdateSource,
    _ sentAt: Timestamp?,
    _ now: Timestamp
  ) {
    guard let job = entries[run]?.job, let sentAt, let reading = facts.state else {
      return keepAsking(run, now)
    }
    if reading.state.isFinal {
      guard var entry = entries[run] else { return }
      entry.job.seen = now
      keepAsking(&entry, now)
      entries[run] = entry
      report(entry, source, now, isChange: false)
      settleWaits(on: run, now)
    } else if sentAt >= job.seen ?? .epoch, let id = job.jobID {
      adopt(facts, id, source, now)
    }
  }

  /// Nothing more will come in this run.
  mutating func end(_ entry: inout Entry) {
    entry.due = nil
    entry.hint = nil
    entry.job.interval = nil
    active.remove(entry.job.run)
    validators[entry.job.run] = nil
  }

  /// A screen on a server with one job goes on asking after its end, slowly: it may begin anew.
  private mutating func keepAsking(_ entry: inout Entry, _ now: Timestamp) {
    guard goesOnAfterEnd(entry) else { return }
    plan(&entry, at: now.advanced(by: options.viewedStaleness))
  }

  private mutating func keepAsking(_ run: RunID, _ now: Timestamp) {
    guard var entry = entries[run], !entry.isAsking else { return }
    keepAsking(&entry, now)
    entries[run] = entry
  }

  /// Whether it is asked about although it has ended.
  func goesOnAfterEnd(_ entry: Entry) -> Bool {
    profile.hasOneJob && options.discovers && entry.job.state.isFinal
  }

  /// Begins to watch a run that someone else began, or that the server began anew; `origin`: the run that
  /// it repeats, where its id is another one.
  mutating func adopt(
    _ facts: JobFacts,
    _ id: JobID,
    _ source: UpdateSource,
    _ now: Timestamp,
    repeating origin: RunID? = nil
  ) {
    let run = RunID(using: &generator)
    var job = found(id, as: run, now)
    forgotten[id] = nil
    if source == .poll { job.polls = 1 }
    job.isCreationKnown = wasHeardLately(id, now)
    job.take(facts, at: now)
    let origin = origin ?? currentRun[id]
    if let origin, retried.remove(origin) != nil, let retried = entries[origin]?.job {
      job.draft = retried.draft
      job.title = job.title ?? retried.title
    }
    let replaced = supersede(id, by: &job, now)
    var entry = Entry(job: job)
    entry.found = now
    entry.expectedEnd = nextNews(of: job, facts, now)
    active.insert(run)
    if job.state.isFinal {
      end(&entry)
    } else if !entry.isKnown {
      plan(&entry, at: now)
    } else {
      plan(&entry, after: facts.wait, now)
    }
    entries[run] = entry
    currentRun[id] = run
    report(entry, source, now, isChange: true, replaces: replaced)
    if let replaced {
      moveWaits(from: replaced, to: run)
      settleWaits(on: replaced, now)
    }
  }

  /// The expected end of a job of which nothing will be heard before: it reports no progress, and it
  /// runs already, or its server does not say so.
  private func nextNews(of job: Job, _ facts: JobFacts, _ now: Timestamp) -> Timestamp? {
    let isSilent = job.progress == nil && (job.state == .running || !profile.hasWordForRunning)
    return isSilent ? facts.expectedEnd(at: now) : nil
  }

  /// A job that others made; nobody here knows how old it is.
  func found(_ id: JobID, as run: RunID, _ now: Timestamp) -> Job {
    var job = Job(run: run, server: server, jobID: id, state: .pending, created: now)
    job.kind = profile.name
    job.isCreationKnown = false
    return job
  }

  /// Whether the run before was confirmed so lately that the next one can only just have begun.
  private func wasHeardLately(_ id: JobID, _ now: Timestamp) -> Bool {
    let seen = currentRun[id].flatMap { entries[$0]?.job.seen }
    return seen.map { $0.duration(to: now) <= options.staleness } ?? false
  }

  /// Whether nobody wants to see that job again; another one that got its id is another job.
  func isForgotten(_ facts: JobFacts) -> Bool {
    guard let id = facts.jobID, let known = forgotten[id] else { return false }
    return facts.created.map { $0 <= known } ?? true
  }

  /// The server knows no such job.
  ///
  /// After having been seen it is lost when that is said three times;
  /// within 30 s of its create the server may not know it yet (DESIGN §5.6).
  mutating func unknown(_ run: RunID, _ now: Timestamp) {
    guard var entry = entries[run], !entry.job.state.isFinal else { return keepAsking(run, now) }
    // The id is ours, and its create has not come there, or not yet.
    if entry.job.state == .submitting {
      return isLeftToOthers(run, now) ? () : settleAbandoned(run, now)
    }
    // Nobody has ever seen it: it may still come, and was not lost.
    if entry.job.state == .unconfirmed { return }
    settle(&entry)
    let isNew = entry.acknowledged.map { $0.duration(to: now) < .seconds(30) } ?? false
    // What lists of changes keep silent about may be gone as well.
    if entry.isKnown, !isNew { sweep.doubt() }
    entry.failures = 0
    entry.trouble = nil
    entry.isDenied = true
    if !isNew { entry.missing += 1 }
    let isLost = entry.missing >= 3
    if isLost {
      entry.job.state = .lost
      entry.job.finished = now
      entry.job.reason = denial
      learn(lossOf: entry)
      end(&entry)
    } else {
      if !isNew { entry.step = 0 }
      plan(&entry, after: nil, now)
      entry.job.interval = .zero
    }
    entries[run] = entry
    if entry.isKnown || isLost || entry.isWish { report(entry, .poll, now, isChange: isLost) }
    failWaits(onUnknown: run)
    settleWaits(on: run, now)
  }

  /// What the server said, first: a column that is narrow cuts the rest.
  var denial: String { "no such job on \(server)" }

  /// A job that is not watched, as an update of its own.
  func stranger(
    _ facts: JobFacts,
    _ id: JobID,
    _ source: UpdateSource,
    _ now: Timestamp
  ) -> JobUpdate {
    var generator = self.generator
    let run = RunID(using: &generator)
    var job = found(id, as: run, now)
    if let known = currentRun[id].flatMap({ entries[$0]?.job }) {
      job.runNumber = known.runNumber
      job.title = known.title
    }
    if source == .poll { job.polls = 1 }
    job.take(facts, at: now)
    return JobUpdate(time: now, source: source, job: job)
  }
}

extension Job {
  /// Takes in what is first heard of it; that it exists says nothing of how it stands.
  fileprivate mutating func take(_ facts: JobFacts, at now: Timestamp) {
    _ = merge(facts, at: now)
    if facts.state == nil { seen = nil }
  }
}
