import JobModel

extension WatcherDriver {
  /// Entries that wait for the journal.
  ///
  /// They go out in batches: what piles up while one batch is written, and for a while after it, makes
  /// the next, so that 10,000 updates a second cost a few transactions. What somebody waits for, and what
  /// no server would say again, does not rest, nor does anything where other processes read it.
  struct Notes: Sendable {
    var entries: [JournalEntry] = []
    var receipts: [Receipt] = []
    var isWriting = false
    /// They hold what no server would say again.
    var isUrgent = false
    /// A batch was written just now.
    var isResting = false

    var isEmpty: Bool { entries.isEmpty && !isWriting }

    mutating func add(_ new: [JournalEntry], _ receipt: Receipt?) {
      entries += new
      isUrgent = isUrgent || receipt != nil || new.contains(where: \.isUrgent)
      if let receipt { receipts.append(receipt) }
    }

    /// `mayRest`: no other process waits for them.
    mutating func takeBatch(mayRest: Bool) -> (entries: [JournalEntry], receipts: [Receipt])? {
      guard !isWriting, !entries.isEmpty, !isResting || !mayRest || isUrgent else { return nil }
      defer { (entries, receipts, isUrgent) = ([], [], false) }
      isWriting = true
      isResting = true
      return (entries, receipts)
    }
  }

  func writeNotes(_ state: inout State, _ group: inout DiscardingTaskGroup) {
    let mayRest = !state.isFinished && !state.watcher.hasReaders
    guard let batch = state.notes.takeBatch(mayRest: mayRest) else { return }
    group.addTask { [journal, commands, clock] in
      do throws(JobFailure) {
        try await journal.record(batch.entries)
        commands.yield(.wrote(batch.receipts, nil))
      } catch {
        commands.yield(.wrote(batch.receipts, error))
      }
      try? await clock.sleep(until: clock.now.advanced(by: Self.rest), tolerance: Self.rest / 4)
      commands.yield(.rested)
    }
  }

  /// What was learned within that time of a batch is noted down together; a killed program learns it
  /// again.
  private static let rest = Duration.milliseconds(500)

  /// So many kept jobs are shown before all of them are read, which may take a second or two.
  private static let glimpse = 500

  /// Tells the watcher what was kept, then what other processes write.
  func followJournal(of server: String) async {
    let changes = journal.changes(of: server)
    var kept = (try? await journal.jobs(of: server, atMost: Self.glimpse)) ?? []
    if kept.count == Self.glimpse {
      commands.yield(.glimpse(kept))
      kept = (try? await journal.jobs(of: server)) ?? kept
    }
    let forgotten = (try? await journal.forgotten(by: server)) ?? [:]
    let durations = (try? await journal.durations(of: server)) ?? [:]
    commands.yield(.event(.restore(kept, forgotten: forgotten, durations: durations)))
    for await jobs in changes {
      commands.yield(.event(.foreign(jobs)))
    }
  }
}

extension JournalEntry {
  /// Whether it would be lost with the program: that a job was created here, or is to be forgotten.
  fileprivate var isUrgent: Bool {
    switch self {
    case .update(let update): update.source == .create
    case .forget: true
    case .duration: false
    }
  }
}
