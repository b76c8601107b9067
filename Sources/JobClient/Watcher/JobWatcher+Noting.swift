import JobModel

/// What goes into the journal, and when.
///
/// ```
/// a state, a try, a reason, a name; what a poll said ──► at once
/// that a job is further than before ──► with the next of those, or `patience` later
///                                       (at once where other processes read it)
/// that a list said the same again ────► not at all (or where other processes read it)
/// that a job is still over ───────────► not at all: when its end became known stays
/// ```
extension JobWatcher {
  /// How long it may take until the journal knows how far a job is.
  ///
  /// After a restart its server says that anew, and until then the row says how old it is: it is no loss.
  /// Of 10,000 jobs that tell it once a minute the writing took a quarter of all time. At the end of the
  /// program, and as soon as another process reads it, it is noted down at once.
  static let patience = Duration.seconds(300)
  /// So many are noted down at a time, and so long after them the next: they must not hold up what counts.
  private static let portion = 2000
  private static let pause = Duration.milliseconds(200)

  /// What is still to be noted down.
  struct Unnoted: Sendable {
    /// Runs that are further than the journal knows.
    var runs: Set<RunID> = []
    /// Those of them whose time has come, in the order in which they were found: neighbours there too.
    var queue: ArraySlice<RunID> = []
    /// When the next of them go.
    var due: Timestamp?
  }

  /// Notes down what was learned of a run.
  ///
  /// That a list said the same again is not noted down: it would rewrite every job that stands still
  /// at every list, and after a restart the first answer says it anew. Other processes that read what
  /// we ask must know it, though.
  /// - Parameters:
  ///   - update: How the run stands.
  ///   - isChange: Something of it is new.
  ///   - isMovement: That is how far the job is, and no more.
  ///   - now: The time.
  mutating func note(_ update: JobUpdate, isChange: Bool, isMovement: Bool, _ now: Timestamp) {
    if !isChange, update.state.isFinal { return }
    if isMovement, !hasReaders {
      unnoted.runs.insert(update.job.run)
      unnoted.due = unnoted.due ?? now.advanced(by: Self.patience)
    } else if isChange || update.source != .list || hasReaders {
      unnoted.runs.remove(update.job.run)
      actions.append(.journal([.update(update)], nil))
    }
  }

  /// Notes down what has waited for it long enough.
  mutating func noteMovements(_ now: Timestamp) {
    guard let due = unnoted.due, due <= now || hasReaders else { return }
    if hasReaders || unnoted.queue.isEmpty { queueMovements() }
    noteQueued(atMost: hasReaders ? unnoted.queue.count : Self.portion)
    unnoted.due = unnoted.queue.isEmpty ? nil : now.advanced(by: Self.pause)
    if !unnoted.runs.isEmpty {
      unnoted.due = unnoted.due ?? now.advanced(by: Self.patience)
    }
  }

  /// Notes down how far jobs are, before the end: as many as nobody has to wait for.
  mutating func noteLastMovements() {
    queueMovements()
    noteQueued(atMost: Self.portion)
    unnoted = Unnoted()
  }

  private mutating func queueMovements() {
    unnoted.queue += entries.keys.filter(unnoted.runs.contains)
    unnoted.runs = []
  }

  private mutating func noteQueued(atMost limit: Int) {
    let notes = unnoted.queue.prefix(limit).compactMap(update).map { JournalEntry.update($0) }
    unnoted.queue = unnoted.queue.dropFirst(limit)
    if !notes.isEmpty { actions.append(.journal(notes, nil)) }
  }
}
