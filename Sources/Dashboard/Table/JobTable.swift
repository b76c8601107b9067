import JobModel
import Screen

/// Every job that is known, their order, and which of them the filter lets through.
///
/// Rows lie in an array in no order. What a batch of updates costs is the rows that it changes,
/// and passes over plain integers; rows are never sorted as a whole but for another column.
struct JobTable: Sendable {
  private(set) var rows: [JobRow] = []
  private(set) var counts = StateCounts()
  private(set) var measures = TableMeasures()
  private(set) var sorting = Sorting.initial
  /// The rows that pass the filter, in order, by their places in `rows`.
  private(set) var shown: [Int32] = []

  private var places: [RunID: Int] = [:]
  private var order = RowOrder()
  private var matches = RowMatches()
  private var now = Timestamp.epoch
  private var isHeld = false
  private var waiting: [RunID] = []
  private var arrivals: Int32 = 0

  var isEmpty: Bool { rows.isEmpty }

  var filter: Filter { matches.filter }

  /// How far the search of a huge table is, from 0 to 1; nothing where it is done.
  var searched: Double? { matches.isSearching ? matches.progress : nil }

  func row(of run: RunID) -> JobRow? { places[run].map { rows[$0] } }

  /// The row at a line of the table as it is shown.
  func row(at position: Int) -> JobRow { rows[Int(shown[position])] }

  func job(at position: Int) -> Job { rows[Int(shown[position])].job }

  func run(at position: Int) -> RunID { rows[Int(shown[position])].job.run }

  /// The line of the table that shows a run, from 0.
  func position(of run: RunID) -> Int? {
    guard let place = places[run] else { return nil }
    let wanted = Int32(place)
    return shown.firstIndex { $0 == wanted }
  }

  /// Whether the filter lets a run through.
  func shows(_ run: RunID) -> Bool { places[run].map { filter.isEmpty || matches[$0] } ?? false }

  /// Whether rows changed that will move or vanish when the order is no longer held.
  var hasWaiting: Bool { !waiting.isEmpty }
}

// Facts come in.
extension JobTable {
  mutating func apply(_ updates: [JobUpdate]) -> TableChanges {
    var changes = TableChanges()
    var moving: [Int] = []
    if updates.count > rows.count { reserve(updates.count) }
    for update in updates {
      if let place = place(for: update, &changes) {
        change(place, with: update, &changes, &moving)
      } else {
        moving.append(append(update))
      }
    }
    order.place(moving)
    remove(changes.obsolete)
    refreshShown()
    return changes
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
    return place
  }

  private mutating func append(_ update: JobUpdate) -> Int {
    let row = JobRow(update, arrival: arrivals)
    arrivals += 1
    places[row.job.run] = rows.count
    rows.append(row)
    matches.append(row, at: now)
    order.setKey(sorting.key(of: row), of: rows.count - 1)
    counts[row.job.state] += 1
    measures.add(row)
    return rows.count - 1
  }

  private mutating func change(
    _ place: Int,
    with update: JobUpdate,
    _ changes: inout TableChanges,
    _ moving: inout [Int]
  ) {
    let (earlier, new) = (rows[place].job.state, update.job.state)
    let isNewRun = rows[place].job.run != update.job.run
    measures.remove(rows[place])
    rows[place].take(update)
    measures.add(rows[place])
    if earlier != new || isNewRun {
      counts[earlier] -= 1
      counts[new] += 1
      changes.changed.append(update.job.run)
      if new.isFinal, !earlier.isFinal || isNewRun {
        changes.ended.append((update.job, update.time))
      }
    }
    settle(place, &moving)
  }

  /// Gives a changed row its key and match, or notes that both are due when the hold is over.
  private mutating func settle(_ place: Int, _ moving: inout [Int]) {
    let key = sorting.key(of: rows[place])
    let isMatch = matches.matches(rows[place], at: now)
    guard key != order.key(of: place) || isMatch != matches[place] else { return }
    guard !isHeld else {
      if !rows[place].isWaiting { waiting.append(rows[place].job.run) }
      rows[place].isWaiting = true
      return
    }
    matches.set(isMatch, of: place)
    if key != order.key(of: place) {
      order.setKey(key, of: place)
      moving.append(place)
    }
  }

  private mutating func refreshShown() {
    guard !filter.isEmpty else {
      shown = order.rows
      return
    }
    shown = order.rows.filter { matches[Int($0)] }
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
      settle(place, &moving)
    }
    waiting = []
    order.place(moving)
    refreshShown()
  }

  /// Puts stand-ins in the place of what may not be shown; rows stay where they are.
  mutating func redact(by redaction: Redaction) {
    measures = TableMeasures()
    for place in rows.indices {
      rows[place].redact(by: redaction)
      measures.add(rows[place])
    }
    matches.hideText()
  }

  mutating func measure(serverNames: [String]) {
    measures.servers = serverNames.count
    measures.widestServer = serverNames.map { TextWidth.columns(of: $0) }.max() ?? 0
  }

  mutating func sort(by sorting: Sorting) {
    self.sorting = sorting
    order.sort(by: rows.map { sorting.key(of: $0) })
    refreshShown()
  }

  mutating func show(_ filter: Filter) {
    matches.use(filter, on: rows, narrowing: waiting.isEmpty, at: now)
    refreshShown()
  }

  /// Goes on with what takes its time: call it with every event.
  mutating func advance(to now: Timestamp) {
    self.now = now
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
      measures.remove(rows[place])
      counts[rows[place].job.state] -= 1
      rows.swapAt(place, last)
      formerPlaces.swapAt(place, last)
      rows.removeLast()
      matches.replaceWithLast(place)
      formerPlaces.removeLast()
      if place < rows.count { places[rows[place].job.run] = place }
    }
    order.follow(formerPlaces)
    refreshShown()
  }
}
