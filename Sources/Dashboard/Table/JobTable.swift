import JobModel
// Not named below: with it `DenseDictionary` is compiled for its types here, at a fifth of the cost.
import OrderedCollections
import Screen

/// Every job that is known, their order, and which of them the filter lets through.
///
/// Rows lie in an array in no order. What a batch of updates costs is the rows that it changes,
/// and passes over plain integers; rows are never sorted as a whole but for another column.
struct JobTable: Sendable {
  var rows: [JobRow] = []
  private(set) var counts = StateCounts()
  var measures = TableMeasures()
  /// How long jobs take.
  var outlooks = Outlooks()
  private(set) var sorting = Sorting.initial
  /// The jobs that failed lately.
  private(set) var recentFailures = RecentFailures()
  /// The rows that pass the filter, in order, by their places in `rows`; the line of a group of them is
  /// a negative number.
  private(set) var shown: [Int32] = []

  private(set) var places = DenseDictionary<RunID, Int>()
  var order = RowOrder()
  private(set) var matches = RowMatches()
  var groups = FailureGroups()
  private var now = Timestamp.epoch
  private var isHeld = false
  private(set) var waiting: [RunID] = []
  private var arrivals: Int32 = 0
  /// Places of rows that were put there and are not in order yet.
  private var unsettled: [Int] = []

  var isEmpty: Bool { rows.isEmpty }

  var filter: Filter { matches.filter }

  /// How far the search of a huge table is, from 0 to 1; nothing where it is done.
  var searched: Double? { matches.isSearching ? matches.progress : nil }
}

// Facts come in.
extension JobTable {
  mutating func apply(_ updates: [JobUpdate]) -> TableChanges {
    var changes = TableChanges()
    var moving: [Int] = []
    if updates.count > rows.count { reserve(updates.count) }
    for update in updates {
      let before = row(before: update)
      if let place = place(for: update, &changes) {
        change(place, with: update, &changes, &moving)
      } else {
        moving.append(append(update))
      }
      changes.swaps.append(RowSwap(run: update.job.run, row: before))
      if before.map({ update.job.isNews(after: $0.job) }) ?? true { changes.isNews = true }
    }
    order.place(moving)
    changes.swaps += changes.obsolete.map { RowSwap(run: nil, row: row(of: $0)) }
    remove(changes.obsolete)
    refreshShown()
    return changes
  }

  /// The row that an update is about to change.
  private func row(before update: JobUpdate) -> JobRow? {
    row(of: update.job.run) ?? update.replaces.flatMap { row(of: $0) }
  }

  /// The first batch may be everything that is known: it should not grow arrays step by step.
  private mutating func reserve(_ count: Int) {
    rows.reserveCapacity(rows.count + count)
    places.reserveCapacity(rows.count + count)
  }

  /// The row of the job, which may have been another run's until now.
  private mutating func place(for update: JobUpdate, _ changes: inout TableChanges) -> Int? {
    let run = update.job.run
    if let place = places[run] {
      if let old = update.replaces, old != run, let earlier = places[old] {
        // A draft and the job that it became were both in the table.
        rows[place].follow(rows[earlier], as: update.job.runNumber)
        changes.obsolete.append(old)
        changes.replaced.append((old, run))
      }
      return place
    }
    guard let old = update.replaces, let place = places.removeValue(forKey: old) else {
      return nil
    }
    places[run] = place
    changes.replaced.append((old, run))
    if update.job.runNumber > rows[place].job.runNumber { changes.outlived.insert(old) }
    return place
  }

  private mutating func append(_ update: JobUpdate) -> Int {
    let row = JobRow(update, arrival: arrivals)
    arrivals += 1
    places[row.job.run] = rows.count
    rows.append(row)
    matches.append(row, at: now)
    groups.append(row.job)
    if row.isEndKnown { noteFailure(of: rows.count - 1, at: update.time) }
    order.setKey(key(of: row), of: rows.count - 1)
    counts.add(row.job)
    measures.add(row)
    return rows.count - 1
  }

  private mutating func change(
    _ place: Int,
    with update: JobUpdate,
    _ changes: inout TableChanges,
    _ moving: inout [Int]
  ) {
    let before = rows[place].job
    let (earlier, new) = (before.state, update.job.state)
    let isNewRun = before.run != update.job.run
    measures.remove(rows[place])
    rows[place].take(update)
    measures.add(rows[place])
    if earlier != new || isNewRun || before.reason != update.job.reason { regroup(place) }
    if earlier != new || isNewRun { noteFailure(of: place, at: update.time) }
    if earlier != new || isNewRun || before.isHearsay != update.job.isHearsay {
      counts.add(before, by: -1)
      counts.add(update.job)
    }
    if earlier != new || isNewRun {
      changes.changed.append(update.job.run)
      if new.isFinal, !earlier.isFinal || isNewRun {
        // Where nobody says when it ended, it was some time since it was seen last.
        let isOnlySeen = rows[place].history.last?.isOnlySeen ?? false
        let seen = isOnlySeen ? before.seen : nil
        let unseen = seen.map { max(.zero, $0.duration(to: update.time)) } ?? .zero
        changes.ended.append((update.job, update.time, unseen))
      }
    }
    settle(place, &moving)
  }

  /// Puts a row into the group of its error; while lines keep their places it stays where it is.
  private mutating func regroup(_ place: Int) {
    guard isHeld, groups.isCollapsing else { return groups.set(rows[place].job, at: place) }
    wait(for: place)
  }

  private mutating func wait(for place: Int) {
    if !rows[place].isWaiting { waiting.append(rows[place].job.run) }
    rows[place].isWaiting = true
  }

  /// Gives a changed row its key and match, or notes that both are due when the hold is over.
  mutating func settle(_ place: Int, _ moving: inout [Int]) {
    let key = key(of: rows[place])
    let isMatch = matches.matches(rows[place], at: now)
    guard key != order.key(of: place) || isMatch != matches[place] else { return }
    guard !isHeld else {
      wait(for: place)
      return
    }
    matches.set(isMatch, of: place)
    if key != order.key(of: place) {
      order.setKey(key, of: place)
      moving.append(place)
    }
  }

  private func key(of row: JobRow) -> SortKey { sorting.key(of: row, by: outlooks) }

  /// Puts a row in another one's place, or adds it, whatever the order says; `settleAll()` ends it.
  mutating func put(_ row: JobRow, inPlaceOf run: RunID?) {
    guard let run, let place = places.removeValue(forKey: run) else {
      places[row.job.run] = rows.count
      rows.append(row)
      matches.append(row, at: now)
      groups.append(row.job)
      order.setKey(key(of: row), of: rows.count - 1)
      unsettled.append(rows.count - 1)
      counts.add(row.job)
      return measures.add(row)
    }
    places[row.job.run] = place
    counts.add(rows[place].job, by: -1)
    counts.add(row.job)
    measures.remove(rows[place])
    measures.add(row)
    rows[place] = row
    groups.set(row.job, at: place)
    unsettled.append(place)
  }

  /// Moves the rows that were put somewhere to where they belong.
  mutating func settleAll() {
    for place in unsettled where place < rows.count {
      matches.set(matches.matches(rows[place], at: now), of: place)
      order.setKey(key(of: rows[place]), of: place)
    }
    order.place(unsettled.filter { $0 < rows.count })
    unsettled = []
    refreshShown()
  }

  mutating func refreshShown() {
    let passing = passing
    shown = groups.isCollapsing ? groups.lines(for: passing) : passing
  }

  private mutating func noteFailure(of place: Int, at time: Timestamp) {
    let job = rows[place].job
    guard job.state == .failed, let group = groups.group(of: job) else { return }
    recentFailures.add(group, at: job.finished ?? time)
    recentFailures.advance(to: now)
  }
}

// What the user chooses.
extension JobTable {
  /// From now on rows keep their places; new ones still appear where they belong.
  mutating func hold() {
    isHeld = true
  }

  /// Moves the rows that changed meanwhile to where they belong now.
  mutating func release() {
    guard isHeld else { return }
    isHeld = false
    var moving: [Int] = []
    for place in waiting.compactMap({ places[$0] }) {
      rows[place].isWaiting = false
      groups.set(rows[place].job, at: place)
      settle(place, &moving)
    }
    waiting = []
    order.place(moving)
    refreshShown()
  }

  /// Puts stand-ins in the place of what may not be shown; rows stay where they are.
  mutating func redact(by redaction: Redaction) {
    measures = TableMeasures()
    outlooks = Outlooks()
    for place in rows.indices {
      rows[place].redact(by: redaction)
      measures.add(rows[place])
    }
    counts.rename(redaction.server)
    groups.redact(by: redaction)
    matches.hideText()
  }

  mutating func measure(serverNames: [String]) {
    measures.servers = serverNames.count
    measures.widestServer = serverNames.map { TextWidth.columns(of: $0) }.max() ?? 0
  }

  mutating func sort(by sorting: Sorting) {
    self.sorting = sorting
    order.sort(by: rows.map { key(of: $0) })
    refreshShown()
  }

  mutating func show(_ filter: Filter) {
    matches.use(filter, on: rows, narrowing: waiting.isEmpty, at: now)
    refreshShown()
  }

  /// Goes on with what takes its time: call it with every event.
  mutating func advance(to now: Timestamp) {
    self.now = now
    recentFailures.advance(to: now)
    if !isHeld { matches.follow(now) }
    if matches.judge(rows, at: now) { refreshShown() }
  }

  /// Takes rows away, whatever their jobs do.
  mutating func remove(_ runs: [RunID]) {
    let gone = runs.compactMap { places.removeValue(forKey: $0) }
    guard !gone.isEmpty else { return }
    var formerPlaces = rows.indices.map(Int32.init)
    // From the back, so that the row which fills a gap is never one that goes as well.
    for place in gone.sorted(by: >) {
      let last = rows.count - 1
      let job = rows[place].job
      groups.group(of: job).map { recentFailures.remove($0, at: job.finished ?? now) }
      measures.remove(rows[place])
      counts.add(job, by: -1)
      rows.swapAt(place, last)
      formerPlaces.swapAt(place, last)
      rows.removeLast()
      matches.replaceWithLast(place)
      groups.replaceWithLast(place)
      formerPlaces.removeLast()
      if place < rows.count { places[rows[place].job.run] = place }
    }
    order.follow(formerPlaces)
    refreshShown()
  }
}
