/// One fact about one job, with the instant and the way it reached us.
public struct JobUpdate: Hashable, Sendable {
  /// When it reached us.
  public var time: Timestamp
  /// How it reached us.
  public var source: UpdateSource
  /// The job as it stands with this fact.
  public var job: Job
  /// The run whose place in the table this one takes: the draft's row or an earlier run of the id.
  public var replaces: RunID?

  /// Makes an update.
  public init(time: Timestamp, source: UpdateSource, job: Job, replaces: RunID? = nil) {
    self.time = time
    self.source = source
    self.job = job
    self.replaces = replaces
  }

  /// How the job stands.
  public var state: JobState { job.state }
}
