import JobModel
import JobProfile

/// How long jobs take, learned from those that end and used for those that go on.
extension JobWatcher {
  /// The time until the next poll by the policy and the pace.
  ///
  /// Whether a job exists at all is asked soon, whatever is known of its kind.
  mutating func policyInterval(for entry: Entry, _ now: Timestamp) -> Duration {
    guard !entry.isDenied, let birth = birth(of: entry) else {
      return options.poll.interval(after: entry.step, using: &generator) * pace
    }
    let kind = learnedKind(of: entry.job)
    var planner = planners.removeValue(forKey: kind) ?? PollPlanner()
    defer { planners[kind] = planner }
    return options.poll.interval(
      after: entry.step,
      asked: birth.duration(to: latestWord(on: entry) ?? birth),
      age: birth.duration(to: now),
      progress: entry.aliveAt.flatMap { JobProgress(of: entry.job, at: $0, bornAt: birth) },
      pace: pace,
      learnedBy: &planner,
      using: &generator
    )
  }

  /// The plan for jobs of its kind, and when it began; nothing where too little is known of either.
  mutating func learnedPlan(for entry: Entry) -> (plan: PollPlan, birth: Timestamp)? {
    guard case .learned(let requestsPerJob, _, _) = options.poll, let birth = birth(of: entry),
      let plan = planners[learnedKind(of: entry.job)]?
        .plan(requestsPerJob: requestsPerJob / min(1, pace))
    else { return nil }
    return (plan, birth)
  }

  /// About how many polls follow within that time by the policy.
  func policyCount(for entry: Entry, within time: Duration, _ now: Timestamp) -> Int {
    guard let birth = birth(of: entry), let planner = planners[learnedKind(of: entry.job)] else {
      return options.poll.count(within: time, after: entry.step)
    }
    return options.poll.count(
      within: time,
      after: entry.step,
      age: birth.duration(to: now),
      learnedBy: planner
    )
  }

  /// Learns from a job that has ended: by the server's word, by a push, else by the requests around
  /// its end.
  ///
  /// Ages are those at which requests are sent: that is what is planned by them. `told`: when it ended
  /// by the server's word; `askedAt`: when the request was sent that found it ended, nothing for a push.
  mutating func learn(
    endOf entry: Entry,
    seenBefore: Timestamp?,
    told: Timestamp?,
    askedAt: Timestamp?,
    _ now: Timestamp
  ) {
    guard let birth = birth(of: entry) else { return }
    let early = birth.duration(to: entry.aliveAt ?? seenBefore ?? birth)
    if entry.isCancelWish, entry.job.state == .cancelled {
      return learn(.longerThan(early), about: entry.job)
    }
    guard let askedAt else {
      let end = birth.duration(to: entry.hint?.at ?? now)
      return learn(.exactly(max(early, end)), about: entry.job)
    }
    let late = max(early, birth.duration(to: askedAt))
    let seen = JobDuration(early: early, late: late)
    learn(told.map { seen.narrowed(byEnd: $0, birth) } ?? seen, about: entry.job)
  }

  /// Learns from a job that we stop asking about.
  mutating func learn(lossOf entry: Entry) {
    guard let birth = birth(of: entry), let alive = entry.aliveAt else { return }
    learn(.longerThan(birth.duration(to: alive)), about: entry.job)
  }

  private mutating func learn(_ duration: JobDuration, about job: Job) {
    let kind = learnedKind(of: job)
    let count = planners[kind, default: PollPlanner()].learn(duration)
    let entry = JournalEntry.duration(duration, server: server, kind: kind, counting: count)
    actions.append(.journal([entry], nil))
    tellOutlook(of: kind)
  }

  /// A server that makes up a kind for each job teaches nothing; from then on all count as one.
  private static let mostKinds = 64

  func learnedKind(of job: Job) -> String {
    guard let kind = job.kind, planners[kind] != nil || planners.count < Self.mostKinds else {
      return profile.name
    }
    return kind
  }

  /// When the run began, as exactly as we know; nothing where we do not.
  ///
  /// A job of our own began when its create was sent. A server that runs a job again goes on saying
  /// when it was created first.
  func birth(of entry: Entry) -> Timestamp? {
    if let sent = entry.createSent { return sent }
    guard entry.job.isCreationKnown else { return nil }
    guard entry.job.runNumber > 1 else { return entry.job.created }
    return entry.found.map { max($0, entry.job.created) }
  }

  /// When it was last asked about, or heard of as going on.
  private func latestWord(on entry: Entry) -> Timestamp? {
    [entry.askedAt, entry.aliveAt].compactMap(\.self).max()
  }
}

extension JobDuration {
  /// What the server says of the end, where that agrees with what our requests have shown.
  ///
  /// Its clock may be off by more than an end is uncertain. Many tell whole seconds, rounded down.
  fileprivate func narrowed(byEnd end: Timestamp, _ birth: Timestamp) -> JobDuration {
    let told = birth.duration(to: end)
    let isWhole = end.nanoseconds % 1_000_000_000 == 0
    let latest = isWhole ? told + .seconds(1) : told
    guard let late, latest >= early, told <= late else { return self }
    return JobDuration(early: max(early, told), late: min(late, latest))
  }
}
