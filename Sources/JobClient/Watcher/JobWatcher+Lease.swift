import JobModel
import JobProfile

/// One process asks the server for all that share the journal; the others read what it notes down.
extension JobWatcher {
  /// Whether it is ours to ask about jobs.
  var isAsking: Bool {
    if case .ours = lease.turn { true } else { false }
  }

  /// Whether that job is asked about although it is not ours to ask.
  func asksItself(about entry: Entry) -> Bool {
    entry.asksItself || awaitedAnew.contains(entry.job.run)
  }

  /// How the process that asks stands with the server; nothing where it is us, or not known yet.
  var statusOfAsker: ServerStatus? {
    if case .theirs(let status) = lease.turn { status } else { nil }
  }

  /// Whether others want to hear of what we ask.
  var hasReaders: Bool { wishesOfReaders.reach > .none }

  var wishesOfReaders: LeaseBid {
    if case .ours(let wishes) = lease.turn { wishes } else { LeaseBid(reach: .none) }
  }

  /// The runs that are looked at where others read what we ask.
  var viewedByReaders: Set<RunID> { Set(wishesOfReaders.viewed.compactMap { currentRun[$0] }) }

  /// The turn, or what others want, is another from now on.
  ///
  /// `durations`: how long jobs took, by kind, as all processes have learned it; nothing: as known.
  mutating func take(
    _ turn: LeaseTurn,
    _ durations: [String: DurationHistories]?,
    _ now: Timestamp
  ) {
    let wasAsking = isAsking
    let (asker, creating) = (statusOfAsker, wishesOfReaders.creatingSince)
    lease.turn = turn
    // Whoever does not create any more, or ask, has told or is telling what came of it.
    if isAsking,
      asker != nil || creating.map({ $0 < wishesOfReaders.creatingSince ?? now }) ?? false
    {
      othersTellUntil = now.advanced(by: Self.rest)
    }
    if let durations { planners = durations.mapValues { KindPlanner($0) } }
    if isAsking, !wasAsking { beginAsking(now) }
    if wasAsking, !isAsking { endAsking() }
    borrow(wishesOfReaders.jobs, now)
    if let statusOfAsker { heed(statusOfAsker) }
    view(ownViewed, now)
  }

  /// What the one before us asked about last is asked about again when that was to be, or when we would:
  /// beside a push connection that we may not have it could wait longer.
  private mutating func beginAsking(_ now: Timestamp) {
    for run in active.sorted() {
      guard var entry = entries[run], !entry.isAsking else { continue }
      if entry.job.jobID != nil, entry.job.state != .submitting {
        let isTold = push.tells(of: entry.job.jobID)
        let own = isTold ? options.staleness * pace : policyInterval(for: entry, now)
        let gap = min(entry.job.interval ?? .zero, own)
        plan(&entry, at: max(now, entry.job.seen?.advanced(by: gap) ?? now))
      } else if let due = entry.due {
        plan(&entry, at: max(now, due), because: entry.dueBecause)
      }
      entries[run] = entry
    }
    if sweep.isWanted { sweep.ask(by: now) }
    spreadOverdue(now)
  }

  /// What still waits to be asked another process asks from now on, unless a caller here hears of the
  /// answer.
  private mutating func endAsking() {
    var isListLeft = false
    outbox.removeAll { errand in
      switch errand {
      case .status(let run, nil):
        return !waits.values.contains { $0.run == run && $0.hearsNextAnswer }
      case .sweep:
        isListLeft = true
        return true
      default: return false
      }
    }
    if isListLeft { sweep.leave() }
  }

  /// Jobs that only others want to hear of are asked about as long as they do.
  mutating func borrow(_ jobs: Set<JobID>, _ now: Timestamp) {
    guard !options.resumes else { return }
    for run in lease.borrowed where !(entries[run]?.job.jobID.map(jobs.contains) ?? false) {
      lease.borrowed.remove(run)
      active.remove(run)
      entries[run]?.due = nil
    }
    for id in jobs.sorted(by: { $0.rawValue < $1.rawValue }) {
      if let run = currentRun[id], active.contains(run) { continue }
      track([id], isWish: false, nil, now)
      if let run = currentRun[id], active.contains(run) { lease.borrowed.insert(run) }
    }
  }

  /// Who asks for us cannot reach the server either: nobody waits longer than for our own tries.
  private mutating func heed(_ status: ServerStatus) {
    guard case .retrying(_, let failures, let failure) = status.link, host.seen == nil,
      status.seen == nil, let patience = options.patience, failures >= patience
    else { return }
    failEveryone(failure)
  }

  /// Tells the others what we bring along and want, where that has changed.
  mutating func reportBid() {
    guard options.sharesAsking else { return }
    var bid = lease.bid ?? LeaseBid(reach: .none)
    if lease.mayDiffer {
      bid.jobs = options.resumes ? [] : ids(of: active.subtracting(lease.borrowed))
      bid.viewed = ids(of: ownViewed)
      bid.creatingSince = creates.values.compactMap(\.since).min()
      lease.mayDiffer = false
    }
    bid.reach = host.refusal == nil ? options.reach : .none
    bid.status = isAsking ? toldStatus : nil
    guard bid != lease.bid else { return }
    lease.bid = bid
    actions.append(.bid(bid))
  }

  private func ids(of runs: Set<RunID>) -> Set<JobID> {
    Set(runs.compactMap { entries[$0]?.job.jobID })
  }

  /// Alike for processes that would send the same requests to the same URL as the same user: one sees
  /// what another does not.
  ///
  /// Twenty bits of a hash (FNV-1a): too few to tell anything of a password from them.
  package var manner: String {
    let words = [baseURL, profile.name, "\(options.poll)", "\(options.push)"]
    let who = [credentials.username, credentials.password, credentials.token].map { $0 ?? "" }
    let hash = (words + who).joined(separator: "\u{0}").utf8
      .reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    return String(hash >> 44, radix: 16)
  }

  /// What is kept of the sharing.
  struct Lease: Sendable {
    var turn: LeaseTurn
    /// Runs that are active only because others want to hear of them.
    var borrowed: Set<RunID> = [] { didSet { mayDiffer = true } }
    /// What was told last.
    var bid: LeaseBid?
    /// Our jobs, or those that are looked at here, may be others than were told.
    var mayDiffer = true
  }
}
