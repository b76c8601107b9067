/// One fact about one job, with the instant and the way it reached us.
public struct JobUpdate: Hashable, Sendable {
  /// When it reached us.
  public var time: Timestamp
  /// How it reached us.
  public var source: UpdateSource
  /// The job as it stands with this fact.
  public var job: Job {
    _read { yield shared.value }
    set { shared = Shared(newValue) }
  }
  /// The same, to be kept by who keeps it too.
  package var shared: Shared<Job>
  /// The run whose place in the table this one takes: the draft's row or an earlier run of the id.
  public var replaces: RunID?

  /// Makes an update.
  public init(time: Timestamp, source: UpdateSource, job: Job, replaces: RunID? = nil) {
    self.time = time
    self.source = source
    shared = Shared(job)
    self.replaces = replaces
  }

  /// Makes an update about a job that others keep as well.
  package init(
    time: Timestamp,
    source: UpdateSource,
    sharing job: Shared<Job>,
    replaces: RunID? = nil
  ) {
    self.time = time
    self.source = source
    shared = job
    self.replaces = replaces
  }

  /// How the job stands.
  public var state: JobState { job.state }
}
