import JobModel

/// The journal of a client that was given none: it keeps nothing beyond the process.
public struct MemoryJournal: Journal {
  /// Makes one.
  public init() {}

  /// Keeps nothing: what the client knows it holds itself.
  public func record(_ entries: [JournalEntry]) async throws(JobFailure) {}

  /// There was no earlier process.
  public func jobs(of server: String) async throws(JobFailure) -> [Job] { [] }

  /// There is no other process.
  public func changes(of server: String) -> AsyncStream<[Job]> {
    AsyncStream { $0.finish() }
  }
}
