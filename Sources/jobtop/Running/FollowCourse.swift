import JobClient
import JobModel

/// How far the jobs have come that are followed.
struct FollowCourse {
  /// Those that are there, in that order.
  private(set) var reached: [JobUpdate] = []
  /// How many of those have been taken.
  private var taken = 0
  /// Those that are followed no longer although they are not.
  private var failures: [JobID: JobFailure] = [:]
  private let goal: WaitGoal
  private var jobs: [JobID]
  private var open: Set<JobID>
  /// Whether no more jobs come.
  private var isComplete: Bool

  init(_ jobs: [JobID], _ goal: WaitGoal, isComplete: Bool = true) {
    self.isComplete = isComplete
    self.jobs = jobs
    self.goal = goal
    open = Set(jobs)
  }

  /// The jobs that were left.
  var departure: Departure { Departure(jobs, because: failures) }

  /// How many are followed, and how many of them still.
  var count: Int { jobs.count }
  var openCount: Int { open.count }

  /// Those that are there since this was asked last.
  mutating func takeNews() -> [JobUpdate] {
    defer { taken = reached.count }
    return Array(reached.dropFirst(taken))
  }

  func isOpen(_ job: JobID) -> Bool { open.contains(job) }

  func isOpen(_ update: JobUpdate) -> Bool { update.job.jobID.map(isOpen) ?? false }

  /// Nothing more is waited for.
  var isOver: Bool { open.isEmpty && isComplete || isMet }

  /// What was waited for has come, whatever became of the others.
  var isMet: Bool { goal.anyIsEnough && !reached.isEmpty }

  /// It is known what came of the creates that had no answer: what they made is followed too.
  /// - Returns: The jobs that are new here.
  mutating func take(_ reply: Reply) -> [JobID] {
    isComplete = true
    let made = reply.updates.filter { !$0.state.isFinal && $0.state.isActive }
    let new = made.compactMap(\.job.jobID).filter { open.insert($0).inserted }
    jobs += new
    return new
  }

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
