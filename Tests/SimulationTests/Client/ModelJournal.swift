import JobModel

/// What survives the programs of a run, and what they hear of each other.
protocol ModelJournal: Sendable {
  /// Keeps a batch of that program.
  mutating func record(_ entries: [JournalEntry], by program: Int) async throws
  /// What the next life of that program finds; its clock stands there.
  mutating func restored(for program: Int, at now: Timestamp) async throws -> Kept
  /// What other programs have noted down since that one has last looked.
  mutating func news(for program: Int, at now: Timestamp) async throws -> [Job]
  /// How long jobs take, as all programs have learned it; nothing: that is not kept.
  func durations(for program: Int) async throws -> [String: DurationHistories]?
}

/// What a journal holds of one server.
struct Kept: Sendable {
  var jobs: [Job] = []
  var forgotten: [JobID: Timestamp] = [:]
  var durations: [String: DurationHistories] = [:]
}
