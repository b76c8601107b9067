import JobModel

/// Entries that wait for the journal.
///
/// They go out in batches: what piles up while one batch is written makes the next, so that 10,000
/// updates a second cost a few transactions. What could not be written rests and is tried again apart
/// from what is new, so that one entry that a journal never takes holds up no other:
///
/// ```
/// add ──► entries ──takeBatch──► written ──► gone
///            │                      │ failed
///            │ newer of that run    ▼
///            └─────drops────────► backlog ──after a rest──► takeBatch
/// ```
struct Notes: Sendable {
  private var entries: [JournalEntry] = []
  private var receipts: [Receipt] = []
  /// What could not be written, in order; of each run the latest alone.
  private var backlog: [JournalEntry] = []
  /// A batch has been taken and is not done with.
  private(set) var isWriting = false
  /// The last batch could not be written.
  private var isFailing = false
  /// The backlog waits.
  private var isResting = false
  /// Somebody counts the time that it waits.
  private var isTimed = false
  /// It was the end, and the journal still took nothing.
  private var isOver = false

  /// How long what could not be written rests.
  static let rest = Duration.seconds(5)

  /// What goes to the journal together.
  struct Batch: Equatable, Sendable {
    var entries: [JournalEntry]
    var receipts: [Receipt]
    /// Nothing will follow but what could not be written.
    var isLast: Bool
  }

  /// Whether there is nothing more to be written, or nothing that can be.
  var isEmpty: Bool { entries.isEmpty && !isWriting && (backlog.isEmpty || isOver) }

  mutating func add(_ new: [JournalEntry], _ receipt: Receipt?) {
    entries += new
    if let receipt { receipts.append(receipt) }
  }

  /// What is to be written now; of the backlog nothing while it rests, unless this is the end.
  mutating func takeBatch(isLast: Bool) -> Batch? {
    guard !isWriting else { return nil }
    if !entries.isEmpty {
      defer { (entries, receipts) = ([], []) }
      isWriting = true
      dropOutdated()
      return Batch(entries: entries, receipts: receipts, isLast: isLast)
    }
    guard !backlog.isEmpty, !isResting || isLast, !isOver else { return nil }
    defer { backlog = [] }
    isWriting = true
    return Batch(entries: backlog, receipts: [], isLast: isLast)
  }

  /// Takes note of what came of a batch.
  /// - Returns: Whether it is the first that failed since one was written.
  mutating func wrote(_ batch: Batch, failed: Bool) -> Bool {
    isWriting = false
    defer { isFailing = failed }
    guard failed else { return false }
    isResting = true
    isOver = batch.isLast
    backlog = (backlog + batch.entries).latestOfEachRun
    dropOutdated()
    return !isFailing
  }

  /// Whether somebody is to count the time of a rest from now on.
  mutating func beginsRest() -> Bool {
    defer { isTimed = isResting }
    return isResting && !isTimed
  }

  /// What could not be written may be tried again.
  mutating func endRest() {
    (isResting, isTimed) = (false, false)
  }

  /// Of a run of which more is known by now the older entry is not needed.
  private mutating func dropOutdated() {
    guard !backlog.isEmpty else { return }
    let newer = Set(entries.compactMap(\.updatedRun))
    backlog.removeAll { $0.updatedRun.map(newer.contains) ?? false }
  }
}

extension JournalEntry {
  /// The run of which it holds how it stands.
  fileprivate var updatedRun: RunID? {
    if case .update(let update) = self { update.job.run } else { nil }
  }
}

extension [JournalEntry] {
  /// Of the updates of a run only the last.
  fileprivate var latestOfEachRun: [JournalEntry] {
    var seen: Set<RunID> = []
    return reversed().filter { entry in
      entry.updatedRun.map { seen.insert($0).inserted } ?? true
    }.reversed()
  }
}
