import JobModel

/// A line in a job's timeline: what was new, when, and how we learned it.
struct StateChange: Hashable, Sendable {
  var time: Timestamp
  var state: JobState
  var source: UpdateSource
  var runNumber: Int
  var attempt: Int?
  var reason: String?

  init(_ update: JobUpdate) {
    time = update.time
    state = update.job.state
    source = update.source
    runNumber = update.job.runNumber
    attempt = update.job.attempt
    reason = update.job.reason
  }

  /// Whether the two say the same of the job, whenever and however they came.
  func tellsNothingNew(after earlier: StateChange) -> Bool {
    state == earlier.state && attempt == earlier.attempt && reason == earlier.reason
      && runNumber == earlier.runNumber
  }
}
