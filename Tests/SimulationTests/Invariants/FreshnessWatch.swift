import JobModel

/// That rows are confirmed as soon as was promised, and gaps are closed.
struct FreshnessWatch: Sendable {
  private var promised: [RunID: (seen: Timestamp, interval: Duration)] = [:]
  private var activeIDs: [JobID: RunID] = [:]
  /// Jobs that must be asked about because a subscription is up, and since when.
  private var gap: (since: Timestamp, jobs: Set<JobID>)?

  /// A connection was up before.
  private var wasOpen = false

  /// What a request may take beside what was promised.
  private static let grace = Duration.seconds(3)

  mutating func killed() {
    promised = [:]
    activeIDs = [:]
    gap = nil
    wasOpen = false
  }

  mutating func reported(_ update: JobUpdate, checks: Bool, at now: Timestamp) -> String? {
    let job = update.job
    defer { remember(job) }
    // What was told since the connection is up leaves no gap.
    if let id = job.jobID, let seen = job.seen, let gap, seen > gap.since {
      self.gap?.jobs.remove(id)
    }
    guard checks, job.seen == now, let (seen, interval) = promised[job.run] else { return nil }
    let age = seen.duration(to: now)
    guard age > interval * 2 + Self.grace else { return nil }
    return
      "\(job.jobID?.rawValue ?? "") was \(age.inSeconds) s old, \(interval.inSeconds) s were promised"
  }

  /// A plan that is another is another promise.
  mutating func replanned(_ update: JobUpdate) { remember(update.job) }

  private mutating func remember(_ job: Job) {
    promised[job.run] = nil
    if let id = job.jobID { activeIDs[id] = job.state.isActive ? job.run : nil }
    guard job.state.isActive, let seen = job.seen, let interval = job.interval else { return }
    promised[job.run] = (seen, interval)
  }

  /// Where the server does not tell by itself what was before, each active job is asked about; after a
  /// break in any case.
  ///
  /// `wanted`: those of them that it is to hear of; nothing: of all.
  mutating func opened(
    checks: Bool,
    replays: Bool,
    wanted: Set<JobID>?,
    at now: Timestamp
  ) {
    defer { wasOpen = true }
    guard checks, wasOpen || !replays else { return }
    gap = (now, Set(activeIDs.keys).filter { wanted?.contains($0) ?? true })
  }

  mutating func asked(_ what: Asked) {
    switch what {
    case .status(let id): gap?.jobs.remove(id)
    case .list: gap = nil
    case .create, .cancel, .other: break
    }
  }

  /// Where repeats have no tokens, what had failed before waits for its turn of half a minute.
  mutating func checkGap(hasTokens: Bool, at now: Timestamp) -> String? {
    let patience = Duration.seconds(hasTokens ? 8 : 45)
    guard let gap, gap.since.duration(to: now) > patience else { return nil }
    self.gap = nil
    let left = gap.jobs.filter { activeIDs[$0] != nil }.sorted()
    return left.isEmpty ? nil : "not asked about: \(left.map(\.rawValue).joined(separator: " "))"
  }
}
