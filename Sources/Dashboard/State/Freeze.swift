import JobModel

/// A screen that stands still, and the facts that wait until it goes on.
struct Freeze: Sendable {
  let since: Timestamp
  private(set) var waiting: [JobUpdate] = []
  private(set) var forgotten: [RunID] = []
  private(set) var statuses: [String: ServerStatus] = [:]
  private(set) var outlooks: [DurationOutlook] = []
  private(set) var exchanges: JobExchanges?
  private(set) var log: JobLog?
  /// How many changes came, those included that later ones took the place of.
  private(set) var count = 0
  /// Runs that remained when the facts were thinned out last.
  private var keptRuns = 0

  /// From that many on only the last fact of each run is kept: a night must not fill the memory.
  private static let limit = 50_000

  init(since: Timestamp) {
    self.since = since
  }

  mutating func take(_ updates: [JobUpdate]) {
    waiting += updates
    count += updates.count
    if waiting.count >= max(Freeze.limit, 2 * keptRuns) { keepLatest() }
  }

  mutating func take(forgotten runs: [RunID]) {
    let gone = Set(runs)
    waiting.removeAll { gone.contains($0.job.run) }
    forgotten += runs
  }

  mutating func take(_ status: ServerStatus) {
    statuses[status.server] = status
  }

  mutating func take(_ outlook: DurationOutlook) {
    outlooks.removeAll {
      ($0.server, $0.kind, $0.span) == (outlook.server, outlook.kind, outlook.span)
    }
    outlooks.append(outlook)
  }

  mutating func take(_ log: JobLog) {
    self.log = log
  }

  mutating func take(_ exchanges: JobExchanges) {
    self.exchanges = exchanges
  }

  private mutating func keepLatest() {
    var places: [RunID: Int] = [:]
    var kept: [JobUpdate] = []
    for var update in waiting {
      guard let place = places[update.job.run] else {
        places[update.job.run] = kept.count
        kept.append(update)
        continue
      }
      // Whose place it takes is told by the first of them only.
      update.replaces = update.replaces ?? kept[place].replaces
      kept[place] = update
    }
    waiting = kept
    keptRuns = kept.count
  }
}
