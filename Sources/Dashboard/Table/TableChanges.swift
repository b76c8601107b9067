import JobModel

/// What a batch of updates did that others must follow: the cursor, pending actions, statistics.
struct TableChanges: Sendable {
  /// Runs whose row another run took, and which one.
  var replaced: [(old: RunID, new: RunID)] = []
  /// Runs that ended or gave way before another run took their row: what was meant for one is not
  /// meant for the other.
  var outlived: Set<RunID> = []
  /// Rows that turned out to be another row's job.
  var obsolete: [RunID] = []
  /// Runs that stand otherwise than before.
  var changed: [RunID] = []
  /// Jobs that came to their end while we watched, when we learned it, and how long before that they may
  /// have ended.
  var ended: [(job: Job, time: Timestamp, unseen: Duration)] = []
  /// What undoes the batch, the last first.
  var swaps: [RowSwap] = []
  /// Whether more than another look at the same is in it.
  var isNews = false
}
