import JobModel

extension WatcherDriver {
  func writeNotes(_ state: inout State, _ group: inout DiscardingTaskGroup) {
    guard let batch = state.notes.takeBatch(isLast: state.isFinished) else {
      if !state.notes.isWriting { tell(state.untold.takeAll(), &state) }
      return
    }
    state.untold.beginWriting()
    group.addTask { [journal, commands] in
      do throws(JobFailure) {
        try await journal.record(batch.entries)
        commands.yield(.wrote(batch, nil))
      } catch {
        commands.yield(.wrote(batch, error))
      }
    }
  }

  /// A create that could not be noted down is not sent; anything else that could not be is tried
  /// again, and the user is told once until it works again.
  func wrote(
    _ batch: Notes.Batch,
    _ failure: JobFailure?,
    _ state: inout State
  ) -> [WatcherAction] {
    let isFirst = state.notes.wrote(batch, failed: failure != nil)
    if let failure, isFirst { warn(.unkept(why: failure.cause), &state) }
    tell(state.untold.takeWritten(), &state)
    let now = clock.now
    return batch.receipts.flatMap { state.watcher.handle(.journaled($0, failure), at: now) }
  }

  /// Waits before what could not be written is tried again.
  func restFromWriting(_ state: inout State, _ group: inout DiscardingTaskGroup) {
    guard state.notes.beginsRest() else { return }
    group.addTask { [clock, commands] in
      do {
        try await clock.sleep(until: clock.now.advanced(by: Notes.rest), tolerance: nil)
        commands.yield(.writeAgain)
      } catch {
        // Cancelled: the client is closing.
      }
    }
  }

  /// So many kept jobs are shown before all of them are read, which may take a second or two.
  private static let glimpse = 500

  /// Tells the watcher what was kept, then what other processes write.
  func followJournal(of server: String) async {
    let changes = journal.changes(of: server)
    await restore(server)
    for await change in changes {
      commands.yield(.event(.foreign(change.jobs, forgotten: change.forgotten)))
    }
  }

  /// What cannot be read is told, and then nothing is known of it.
  private func restore(_ server: String) async {
    var kept: [Job] = []
    var forgotten: [JobID: Timestamp] = [:]
    var durations: [String: DurationHistories] = [:]
    do throws(JobFailure) {
      kept = try await journal.jobs(of: server, atMost: Self.glimpse)
      if kept.count == Self.glimpse {
        commands.yield(.glimpse(kept))
        kept = try await journal.jobs(of: server)
      }
      forgotten = try await journal.forgotten(by: server)
      durations = try await journal.durations(of: server)
    } catch {
      commands.yield(.unread(error))
    }
    commands.yield(.event(.restore(kept, forgotten: forgotten, durations: durations)))
  }
}
