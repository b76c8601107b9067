import JobModel
import JobProfile

/// Lists of what changed since the list before.
extension JobWatcher {
  mutating func beginSweep(_ now: Timestamp) -> Errand {
    let since = changedSince(now)
    sweep.begin(isPartial: since != nil, watching: active.count)
    return .sweep(page: since.map { ["since": .string($0.rfc3339)] } ?? [:], target: nil)
  }

  /// Overlapping is right, missing is not: so far before the last list was asked for changes are asked
  /// for again.
  ///
  /// The `Date` of an answer is known to a second, our reckoning of the server's clock to three, and
  /// what a server writes down at an instant may be seen in its list two seconds later.
  private static let overlap = Duration.seconds(6)
  /// A clock that is off by more than that from what it was has been set.
  private static let drift = Duration.seconds(3)

  /// How long lists of what changed are relied on.
  ///
  /// They do not tell that a job was deleted, nor that the server has lost its memory. A whole list finds
  /// it out, and takes a request for each page: one in ten seconds goes into that, so that a list of
  /// one page is whole as often as rows on the screen are confirmed, and one of 10,000 jobs in pages of
  /// 500 every 200 s; none is relied on for longer than five times the staleness.
  private func reliance(on base: Sweep.Base) -> Duration {
    min(options.viewedStaleness * base.wholePages, options.staleness * 5) * pace
  }

  /// The instant of the server's clock since when to ask what changed; nothing: for everything.
  func changedSince(_ now: Timestamp) -> Timestamp? {
    guard profile.listTellsChanges, profile.listHasState, let base = sweep.base,
      base.whole.duration(to: now) < reliance(on: base), isRunningOn(base.ahead)
    else { return nil }
    return serverClock.theirs(base.asked).advanced(by: .zero - Self.overlap)
  }

  /// What the next lists go on from, after one that began then.
  ///
  /// A list of what changed was asked for by the server's clock as we knew it: if that was set
  /// meanwhile, the list may have left something out.
  func nextBase(_ began: Timestamp, isCapped: Bool) -> Sweep.Base? {
    let ahead = serverClock.offset
    guard sweep.isPartial else {
      let pages = sweep.pages
      return Sweep.Base(
        asked: began,
        whole: began,
        ahead: ahead,
        pages: pages,
        wholePages: max(1, pages)
      )
    }
    guard let base = sweep.base, !isCapped, isRunningOn(base.ahead) else { return nil }
    var next = base
    (next.asked, next.ahead, next.pages) = (began, ahead, sweep.pages)
    return next
  }

  private func isRunningOn(_ ahead: Duration) -> Bool {
    let change = serverClock.offset - ahead
    return change <= Self.drift && Self.drift + change >= .zero
  }

  /// Whether a list tells of a job: also by its silence where it names only what changed.
  func isServed(_ entry: Entry) -> Bool {
    guard sweep.isServing, entry.job.jobID != nil, entry.hint == nil, !entry.isDenied,
      entry.job.state.isActive, let seen = entry.job.seen
    else { return false }
    return sweep.base.map { seen >= $0.whole } ?? true
  }

  /// Whether a list that is asked for now answers for a job that is due.
  func listAnswers(for entry: Entry, _ now: Timestamp) -> Bool {
    // No list tells what became of a create.
    guard sweepServes, entry.job.jobID != nil, entry.job.state != .submitting, !entry.isDenied
    else { return false }
    return changedSince(now) == nil || isServed(entry)
  }

  /// Takes in what the silence of lists has confirmed of a job, before something else is learned of it.
  func settle(_ entry: inout Entry) {
    guard let unchanged = sweep.unchanged, unchanged.confirms(entry.job) else { return }
    entry.job.seen = unchanged.confirmed
    entry.aliveAt = max(entry.aliveAt ?? unchanged.asked, unchanged.asked)
  }
}
