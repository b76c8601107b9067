import JobModel

/// How far the jobs have come that are followed.
struct FollowCourse {
  /// Those that are there, in that order.
  private(set) var reached: [JobUpdate] = []
  /// Those that are followed no longer although they are not.
  private var failures: [JobID: JobFailure] = [:]
  private let goal: WaitGoal
  private let jobs: [JobID]
  private var open: Set<JobID>

  init(_ jobs: [JobID], _ goal: WaitGoal) {
    self.jobs = jobs
    self.goal = goal
    open = Set(jobs)
  }

  /// The jobs that were left.
  var departure: Departure { Departure(jobs, because: failures) }

  func isOpen(_ job: JobID) -> Bool { open.contains(job) }

  func isOpen(_ update: JobUpdate) -> Bool { update.job.jobID.map(isOpen) ?? false }

  /// Nothing more is waited for.
  var isOver: Bool { open.isEmpty || isMet }

  /// What was waited for has come, whatever became of the others.
  var isMet: Bool { goal.anyIsEnough && !reached.isEmpty }

  /// Something was learned of a job; its end comes by `end`, where also a new run is known.
  mutating func learn(_ update: JobUpdate) {
    if !update.state.isFinal, goal.isMet(by: update) { end(update) }
  }

  /// A job is where it was waited for, or has ended.
  mutating func end(_ update: JobUpdate) {
    guard let job = update.job.jobID, open.remove(job) != nil else { return }
    reached.append(update)
  }

  /// A job is not waited for any longer.
  mutating func leave(_ job: JobID, because failure: JobFailure) {
    guard open.remove(job) != nil else { return }
    failures[job] = failure
  }

  /// None is waited for any longer.
  mutating func leaveAll(because failure: JobFailure) {
    for job in jobs { leave(job, because: failure) }
  }
}
