import JobModel

extension WatcherDriver {
  /// Entries that wait for the journal.
  ///
  /// They go out in batches: what piles up while one batch is
  /// written makes the next, so that 10,000 updates a second cost a few transactions.
  struct Notes: Sendable {
    var entries: [JournalEntry] = []
    var receipts: [Receipt] = []
    var isWriting = false

    var isEmpty: Bool { entries.isEmpty && !isWriting }

    mutating func add(_ new: [JournalEntry], _ receipt: Receipt?) {
      entries += new
      if let receipt { receipts.append(receipt) }
    }

    mutating func takeBatch() -> (entries: [JournalEntry], receipts: [Receipt])? {
      guard !isWriting, !entries.isEmpty else { return nil }
      defer { (entries, receipts) = ([], []) }
      isWriting = true
      return (entries, receipts)
    }
  }

  func writeNotes(_ state: inout State, _ group: inout DiscardingTaskGroup) {
    guard let batch = state.notes.takeBatch() else { return }
    group.addTask { [journal, commands] in
      do throws(JobFailure) {
        try await journal.record(batch.entries)
        commands.yield(.wrote(batch.receipts, nil))
      } catch {
        commands.yield(.wrote(batch.receipts, error))
      }
    }
  }

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
