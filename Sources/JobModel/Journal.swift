/// What must survive: the seam between the client and where it is kept.
///
/// A client without one keeps its jobs in memory. Whoever must not forget a job when the program ends
/// keeps the entries in a file or a database and hands them back at the next start: what had not ended
/// is then watched on, and a create that was never answered is settled.
public protocol Journal: Sendable {
  /// Notes entries down, in order; returns when they would survive the end of the process.
  /// - Throws: `JobFailure.journal` when they cannot be kept.
  func record(_ entries: [JournalEntry]) async throws(JobFailure)

  /// The latest run of every job of that server that is kept; with a limit, the latest of those that
  /// have not ended, then of the others.
  /// - Throws: `JobFailure.journal` when it cannot be read.
  func jobs(of server: String, atMost limit: Int?) async throws(JobFailure) -> [Job]

  /// When the jobs were created that were forgotten lately: a list that still has them must not bring
  /// them back.
  /// - Throws: `JobFailure.journal` when it cannot be read.
  func forgotten(by server: String) async throws(JobFailure) -> [JobID: Timestamp]

  /// How long the last jobs of each kind took on that server and ran, by kind.
  /// - Throws: `JobFailure.journal` when it cannot be read.
  func durations(of server: String) async throws(JobFailure) -> [String: DurationHistories]

  /// Sets numbers aside, in a row, that no other job of that server gets as its label.
  /// - Returns: The first of them, from 1; nothing where the journal cannot say.
  func reserve(_ count: Int, of server: String) async -> Int?

  /// What other processes note down for that server, in batches; ends when the journal is closed.
  func changes(of server: String) -> AsyncStream<JournalChanges>
}

/// What other processes have noted down since the last batch.
public struct JournalChanges: Hashable, Sendable {
  /// Runs as they stand now, in the order in which they were noted down.
  public var jobs: [Job]
  /// Runs that are to be watched no longer, as they were known last.
  public var forgotten: [Job]

  /// Whether there is nothing in it.
  public var isEmpty: Bool { jobs.isEmpty && forgotten.isEmpty }

  /// Puts a batch together.
  public init(jobs: [Job] = [], forgotten: [Job] = []) {
    self.jobs = jobs
    self.forgotten = forgotten
  }
}

extension Journal {
  /// The latest run of every job of that server that is kept.
  /// - Throws: `JobFailure.journal` when it cannot be read.
  public func jobs(of server: String) async throws(JobFailure) -> [Job] {
    try await jobs(of: server, atMost: nil)
  }
}

/// One thing to be kept.
public enum JournalEntry: Hashable, Sendable {
  /// A run as it stands with this update; replaces what was kept of the run.
  ///
  /// That a job is further than before comes within ten seconds, everything else at once.
  case update(JobUpdate)
  /// A job that is no longer watched.
  case forget(RunID)
  /// How long a job of that kind took on that server, or ran; so many of the last of them count, this
  /// one among them.
  case duration(JobDuration, of: DurationSpan, server: String, kind: String, counting: Int)
}
