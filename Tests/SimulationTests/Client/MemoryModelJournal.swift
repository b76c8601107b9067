import JobClient
import JobModel

/// A journal in memory that does what the store promises, and no more.
///
/// Two programs give the same run two names; where their notes meet `JobStore` says how (its
/// `JournalBatch` has the table), and this does the same in a few lines.
struct MemoryModelJournal: ModelJournal {
  private var rows: [Int: Row] = [:]
  /// The rows by all their names.
  private var names: [RunID: Int] = [:]
  private var places: [Place: Int] = [:]
  private var lastRow = 0
  private var change = 0
  /// The last change that each program has heard of.
  private var heard: [Int: Int] = [:]

  /// All of them read what a run with several names says.
  private static let nobody = -1

  private struct Row: Sendable {
    var job: Job
    /// Another run has taken its place.
    var isReplaced = false
    /// Nobody wants to see it.
    var isForgotten = false
    var change: Int
    var writer: Int
  }

  private struct Place: Hashable, Sendable {
    var id: JobID
    var number: Int

    init?(_ job: Job) {
      guard let id = job.jobID else { return nil }
      (self.id, number) = (id, job.runNumber)
    }
  }

  mutating func record(_ entries: [JournalEntry], by program: Int) {
    change += 1
    for entry in entries {
      switch entry {
      case .update(let update):
        let row = record(update.job, by: program)
        if let replaced = update.replaces.flatMap({ names[$0] }), replaced != row {
          rows[replaced]?.isReplaced = true
        }
      case .forget(let run): names[run].map { rows[$0]?.isForgotten = true }
      case .duration: break
      }
    }
  }

  mutating func restored(for program: Int, at now: Timestamp) -> Kept {
    heard[program] = change
    var latest: [JobID: Int] = [:]
    for job in rows.values.map(\.job) {
      guard let id = job.jobID else { continue }
      latest[id] = max(latest[id] ?? 0, job.runNumber)
    }
    let kept = rows.sorted { $0.key < $1.key }.map(\.value).filter { row in
      !row.isReplaced && !row.isForgotten
        && row.job.jobID.map { latest[$0] == row.job.runNumber } ?? true
    }
    return Kept(jobs: kept.map(\.job))
  }

  mutating func news(for program: Int, at now: Timestamp) -> [Job] {
    let last = heard.updateValue(change, forKey: program) ?? 0
    let news = rows.filter { _, row in
      row.change > last && row.writer != program && !row.isForgotten
        && (!row.isReplaced || row.job.state.isFinal && row.job.jobID != nil)
    }
    return news.sorted { ($0.value.change, $0.key) < ($1.value.change, $1.key) }.map(\.value.job)
  }

  func durations(for program: Int) -> [String: DurationHistories]? { nil }

  // MARK: Where an entry goes

  private mutating func record(_ job: Job, by program: Int) -> Int {
    guard let row = names[job.run], let stored = rows[row]?.job else {
      return add(job, by: program)
    }
    if stored.run == job.run { return record(job, own: row, by: program) }
    guard stored.isOver(before: job) else { return merge(job, into: row, by: program) }
    names[job.run] = nil
    return add(job, by: program)
  }

  private mutating func record(_ job: Job, own row: Int, by program: Int) -> Int {
    var job = job
    if let stored = rows[row]?.job, stored.jobID == job.jobID {
      job.runNumber = max(job.runNumber, stored.runNumber)
    }
    if let rival = occupant(of: job), rival != row {
      guard rows[rival]?.job.isOver(before: job) == true else {
        return fold(row, into: rival, job, by: program)
      }
      job.runNumber = nextNumber(of: job)
    }
    replace(row, by: job, of: program)
    return row
  }

  private mutating func add(_ job: Job, by program: Int) -> Int {
    var job = job
    if let rival = occupant(of: job) {
      guard rows[rival]?.job.isOver(before: job) == true else {
        names[job.run] = rival
        rows[rival]?.change = change
        rows[rival]?.writer = Self.nobody
        return merge(job, into: rival, by: program)
      }
      job.runNumber = nextNumber(of: job)
    }
    lastRow += 1
    rows[lastRow] = Row(job: job, change: change, writer: program)
    names[job.run] = lastRow
    if let place = Place(job) { places[place] = lastRow }
    return lastRow
  }

  private mutating func fold(_ row: Int, into rival: Int, _ job: Job, by program: Int) -> Int {
    if let stored = rows.removeValue(forKey: row) {
      let draft = rows[rival]?.job.draft ?? stored.job.draft
      rows[rival]?.job.draft = draft
      if let place = Place(stored.job), places[place] == row { places[place] = nil }
      for (name, known) in names where known == row { names[name] = rival }
    }
    // All of them read that, who folds it too.
    rows[rival]?.change = change
    rows[rival]?.writer = Self.nobody
    return merge(job, into: rival, by: program)
  }

  private mutating func merge(_ job: Job, into row: Int, by program: Int) -> Int {
    guard let stored = rows[row]?.job else { return row }
    var merged = job
    (merged.jobID, merged.runNumber) = (stored.jobID, stored.runNumber)
    replace(row, by: merged, of: program)
    return row
  }

  private mutating func replace(_ row: Int, by job: Job, of program: Int) {
    guard let stored = rows[row], !stored.job.isNewer(than: job) else { return }
    var named = job
    if job.run != stored.job.run {
      named = job.renamed(stored.job.run)
      (named.polls, named.repeats) = (job.polls, job.repeats)
    }
    named.draft = job.draft ?? stored.job.draft
    if let place = Place(stored.job), places[place] == row { places[place] = nil }
    if let place = Place(named) { places[place] = row }
    var replaced = stored
    (replaced.job, replaced.change) = (named, change)
    if replaced.writer != Self.nobody { replaced.writer = program }
    rows[row] = replaced
  }

  private func occupant(of job: Job) -> Int? { Place(job).flatMap { places[$0] } }

  private func nextNumber(of job: Job) -> Int {
    let numbers = places.keys.filter { $0.id == job.jobID }.map(\.number)
    return (numbers.max() ?? 0) + 1
  }
}

extension Job {
  /// Whether what is stored says more than that.
  fileprivate func isNewer(than job: Job) -> Bool {
    if state.isFinal != job.state.isFinal { return state.isFinal }
    guard let seen else { return false }
    return job.seen.map { $0 < seen } ?? true
  }

  /// Whether the server has used its id again.
  fileprivate func isOver(before job: Job) -> Bool {
    guard state.isFinal else { return false }
    let isActiveLater = !job.state.isFinal && job.seen.map { $0 > seen ?? .epoch } ?? false
    let isCreatedLater = job.draft != nil && job.created > seen ?? .epoch
    return isActiveLater || isCreatedLater
  }
}
