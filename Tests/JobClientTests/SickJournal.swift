import JobModel
import Synchronization

/// A journal that a test can let fail.
final class SickJournal: Journal {
  private struct State {
    var trouble: String?
    var kept: [JournalEntry] = []
  }

  private let state = Mutex(State())
  /// What was kept, in batches.
  let batches: AsyncStream<[JournalEntry]>
  private let keeping: AsyncStream<[JournalEntry]>.Continuation

  init() {
    (batches, keeping) = AsyncStream.makeStream()
  }

  /// Lets it fail for that reason from now on, or work.
  func suffer(_ trouble: String?) {
    state.withLock { $0.trouble = trouble }
  }

  /// The states of runs that were kept, in order.
  var states: [JobState] {
    state.withLock { state in
      state.kept.compactMap { entry in
        if case .update(let update) = entry { update.state } else { nil }
      }
    }
  }

  /// The ids of jobs that were kept.
  var ids: Set<JobID> {
    state.withLock { state in
      Set(
        state.kept.compactMap { entry in
          if case .update(let update) = entry { update.job.jobID } else { nil }
        }
      )
    }
  }

  private func check() throws(JobFailure) {
    if let trouble = state.withLock({ $0.trouble }) { throw .journal(why: trouble) }
  }

  func record(_ entries: [JournalEntry]) async throws(JobFailure) {
    // A disk takes its time.
    for _ in 1...100 { await Task.yield() }
    try check()
    state.withLock { $0.kept += entries }
    keeping.yield(entries)
  }

  func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job] {
    try check()
    return []
  }

  func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp] { [:] }

  func durations(of server: String) async throws(JobFailure) -> [String: DurationHistories] { [:] }

  func reserve(_ count: Int, of server: String) async -> Int? { nil }

  func changes(of server: String) -> AsyncStream<JournalChanges> { AsyncStream { $0.finish() } }
}
