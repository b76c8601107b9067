extension ServerStatus {
  /// What lists have confirmed without a word about each job.
  ///
  /// A list of what changed keeps silent about all other jobs: they stand as they stood. That is told
  /// once for the server, however many jobs it has.
  package struct Unchanged: Hashable, Sendable {
    /// When the list was asked for that was whole; of what was not confirmed since then, silence says
    /// nothing: the server may have lost it.
    package var since: Timestamp
    /// When the latest list was asked for; what was heard later stands for itself.
    package var asked: Timestamp
    /// When the latest list was answered.
    package var confirmed: Timestamp
    /// How long until the next list, as planned.
    package var interval: Duration

    /// Makes what lists have confirmed.
    package init(since: Timestamp, asked: Timestamp, confirmed: Timestamp, interval: Duration) {
      self.since = since
      self.asked = asked
      self.confirmed = confirmed
      self.interval = interval
    }

    /// Whether lists tell of this job: it goes on, and the last whole one, or the server since then,
    /// had it.
    package func covers(_ job: Job) -> Bool {
      guard job.state.isActive, let seen = job.seen else {
        return false
      }
      return seen >= since
    }

    /// Whether the latest list has confirmed it by silence.
    package func confirms(_ job: Job) -> Bool {
      covers(job) && job.seen.map { $0 <= asked } ?? false
    }

    /// The job as it stands with that: seen when the list was answered, and seen again with the next.
    package func applied(to job: Job) -> Job {
      guard covers(job) else { return job }
      var job = job
      if confirms(job) { job.seen = confirmed }
      job.interval = max(job.interval ?? interval, interval)
      return job
    }
  }
}
