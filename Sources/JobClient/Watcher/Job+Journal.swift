import JobModel

extension Job {
  /// Whether nothing is different but when it was last confirmed, and how often it was asked about.
  func saysTheSame(as other: Job) -> Bool {
    var other = other
    other.seen = seen
    other.interval = interval
    other.polls = polls
    other.repeats = repeats
    return self == other
  }

  /// Whether nothing is new since then but how far it is.
  func isMovement(since other: Job) -> Bool {
    var other = other
    (other.progress, other.revision, other.updated) = (progress, revision, updated)
    return saysTheSame(as: other)
  }

  /// The same facts under another of our names for the run.
  package func renamed(_ run: RunID) -> Job {
    var job = Job(
      run: run,
      server: server,
      jobID: jobID,
      runNumber: runNumber,
      state: state,
      created: created,
      draft: draft
    )
    job.isCreationKnown = isCreationKnown
    job.takeFacts(of: self)
    return job
  }

  /// The same, seen now where it was noted down as seen later: the clock was set back since.
  func seen(by now: Timestamp) -> Job {
    guard let seen, seen > now else { return self }
    var job = self
    job.seen = now
    return job
  }

  /// Keeps what was confirmed of it after whoever lost it had heard of it last: that it was lost says
  /// nothing of what was before.
  mutating func keepLaterFacts(of known: Job) {
    guard let later = known.seen, later > seen ?? .epoch else { return }
    let lost = self
    takeFacts(of: known)
    (state, finished, reason) = (lost.state, lost.finished, lost.reason)
  }

  /// Takes over what is known of another run that turns out to be this one.
  ///
  /// Its names and draft stay, and when it was created: a draft knows that better than who found it.
  mutating func takeFacts(of other: Job) {
    state = other.state
    serverState = other.serverState
    isKnownWord = other.isKnownWord
    confirmation = other.confirmation
    title = other.title ?? title
    kind = other.kind
    progress = other.progress
    attempt = other.attempt
    attemptLimit = other.attemptLimit
    reason = other.reason
    result = other.result
    revision = other.revision
    started = other.started
    finished = other.finished
    updated = other.updated
    seen = other.seen
    interval = other.interval
  }
}
