import JobModel
import Synchronization

/// The journal of a client that was given none: it keeps nothing beyond the process.
public final class MemoryJournal: Journal {
  private let lastNumber = Atomic<Int>(0)

  /// Makes one.
  public init() {}

  /// Keeps nothing: what the client knows it holds itself.
  public func record(_ entries: [JournalEntry]) async throws(JobFailure) {}

  /// There was no earlier process.
  public func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job] {
    []
  }

  /// There was no earlier process.
  public func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp] { [:] }

  /// There was no earlier process.
  public func durations(of server: String) async throws(JobFailure) -> [String: DurationHistories] {
    [:]
  }

  /// Counts on, over all servers.
  public func reserve(_ count: Int, of server: String) async -> Int? {
    lastNumber.add(count, ordering: .relaxed).oldValue + 1
  }

  /// There is no other process.
  public func changes(of server: String) -> AsyncStream<JournalChanges> {
    AsyncStream { $0.finish() }
  }
}
