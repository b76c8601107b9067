import JobModel
import JobProfile

/// How long jobs take, learned from those that end and used for those that go on.
extension JobWatcher {
  /// The time until the next poll by the policy and the pace.
  ///
  /// Whether a job exists at all is asked soon, whatever is known of its kind.
  mutating func policyInterval(for entry: Entry, _ now: Timestamp) -> Duration {
    let asked = latestWord(on: entry) ?? birth(of: entry) ?? now
    let kind = learnedKind(of: entry.job)
    var planner = planners.removeValue(forKey: kind) ?? KindPlanner()
    defer { planners[kind] = planner }
    guard !entry.isDenied, let (span, age) = age(of: entry, by: planner, at: asked) else {
      return options.poll.interval(after: entry.step, using: &generator) * pace
    }
    let start = start(of: entry)?.late ?? birth(of: entry)
    let price = plannedRequests.flatMap { planner.price(for: span, requestsPerJob: $0) }
    return options.poll.interval(
      after: entry.step,
      asked: age,
      age: age + asked.duration(to: now),
      progress: entry.aliveAt.flatMap { JobProgress(of: entry.job, at: $0, bornAt: start) },
      pace: pace,
      price: price,
      learnedBy: &planner[span],
      using: &generator
    )
  }

  /// The plan for jobs of its kind, and how old it is by that now; nothing where too little is known of
  /// either.
  mutating func learnedPlan(for entry: Entry, _ now: Timestamp) -> (plan: PollPlan, age: Duration)?
  {
    let kind = learnedKind(of: entry.job)
    guard let plannedRequests, let planner = planners[kind],
      let (span, age) = age(of: entry, by: planner, at: now)
    else { return nil }
    let price = planners[kind]?.price(for: span, requestsPerJob: plannedRequests)
    return planners[kind]?[span].plan(requestsPerJob: plannedRequests, price: price)
      .map { ($0, age) }
  }

  /// What the plan of its polls comes from; nothing where too little is known of its kind.
  func learnedReason(for entry: Entry, _ now: Timestamp) -> NextRequest.Reason? {
    guard plannedRequests != nil, !entry.isDenied,
      let planner = planners[learnedKind(of: entry.job)],
      let span = age(of: entry, by: planner, at: now)?.span, planner[span].isTaught
    else { return nil }
    return .learned(span, jobs: planner[span].history.ends)
  }

  /// How many requests a job may cost where that is planned by.
  private var plannedRequests: Double? {
    guard case .learned(let requestsPerJob, _, _) = options.poll else { return nil }
    return requestsPerJob / min(1, pace)
  }

  private func age(of entry: Entry, by planner: KindPlanner, at instant: Timestamp)
    -> (span: DurationSpan, age: Duration)?
  {
    planner.age(at: instant, bornAt: birth(of: entry), start: start(of: entry))
  }

  /// About how many polls follow within that time by the policy.
  func policyCount(for entry: Entry, within time: Duration, _ now: Timestamp) -> Int {
    guard let planner = planners[learnedKind(of: entry.job)],
      let (span, age) = age(of: entry, by: planner, at: now)
    else { return options.poll.count(within: time, after: entry.step) }
    return options.poll.count(
      within: time,
      after: entry.step,
      age: age,
      learnedBy: planner[span]
    )
  }

  /// Learns from a job that has ended: by the server's word, by a push, else by the requests around
  /// its end.
  ///
  /// Instants are those at which requests are sent: that is what is planned by them. `before`: how it
  /// stood until then; `told`: when it ended by the server's word; `askedAt`: when the request was sent
  /// that found it ended, nothing for a push.
  mutating func learn(
    endOf entry: Entry,
    stoodAs before: JobState,
    seen: Timestamp?,
    told: Timestamp?,
    _ askedAt: Timestamp?,
    _ now: Timestamp
  ) {
    let birth = birth(of: entry)
    guard let alive = entry.aliveAt ?? seen ?? birth else { return }
    if entry.isCancelWish, entry.job.state == .cancelled {
      return learn(from: entry, bornAt: birth, aliveAt: alive)
    }
    let end: TimeWindow
    if let askedAt {
      let shown = TimeWindow(alive, askedAt)
      end = told.map(shown.narrowed) ?? shown
    } else {
      end = TimeWindow(max(alive, entry.hint?.at ?? now))
    }
    if let birth {
      learn(JobDuration(from: TimeWindow(birth), to: end), of: .whole, about: entry.job)
    }
    if let start = start(ofEnded: entry, stoodAs: before, end: end) {
      learn(JobDuration(from: start, to: end), of: .running, about: entry.job)
    }
  }

  /// Learns from a job that we stop asking about.
  mutating func learn(lossOf entry: Entry) {
    guard let alive = entry.aliveAt else { return }
    learn(from: entry, bornAt: birth(of: entry), aliveAt: alive)
  }

  private mutating func learn(from entry: Entry, bornAt birth: Timestamp?, aliveAt: Timestamp) {
    if let birth { learn(.longerThan(birth.duration(to: aliveAt)), of: .whole, about: entry.job) }
    if let start = entry.start {
      learn(.longerThan(start.late.duration(to: aliveAt)), of: .running, about: entry.job)
    }
  }

  private mutating func learn(_ duration: JobDuration, of span: DurationSpan, about job: Job) {
    let kind = learnedKind(of: job)
    let count = planners[kind, default: KindPlanner()][span].learn(duration)
    let entry = JournalEntry.duration(
      duration,
      of: span,
      server: server,
      kind: kind,
      counting: count
    )
    actions.append(.journal([entry], nil))
    tellOutlook(of: kind, span)
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
