import JobClient
import JobModel

/// Follows jobs that exist until all have ended, or are where they are waited for.
struct Following {
  let connection: ServerConnection
  let patience: Patience
  let goal: WaitGoal

  /// Writes what becomes known of them; whoever is left before is told of, and how to go on.
  ///
  /// - Parameters:
  ///   - jobs: Those that are known.
  ///   - unanswered: How many creates are without an answer that may have made more of them.
  ///   - journal: Where it is written.
  /// - Returns: How they ended.
  func run(_ jobs: [JobID], unanswered: Int = 0, _ journal: FollowJournal) async -> Outcome {
    guard !jobs.isEmpty || unanswered > 0 else {
      Streams.error(
        "No job of \(connection.client.description.name) is tracked that has not ended."
      )
      return .success
    }
    var journal = journal
    var course = FollowCourse(jobs, goal, isComplete: unanswered == 0)
    // Where a state is waited for, the answer counts that says it again.
    let everyAnswer = journal.wantsEveryAnswer || goal.state != nil
    let stream = FollowStream(connection.client, everyAnswer: everyAnswer)
    await withTaskGroup(of: Void.self) { group in
      for job in jobs { stream.wait(for: job, patience, in: &group) }
      if journal.isSilent, Streams.columns(1) != nil { stream.announceQuiet(in: &group) }
      if unanswered > 0 {
        tellUnanswered(unanswered)
        stream.settleLeft(patience, in: &group)
      }
      for await event in stream.events {
        switch event {
        case .learned(let update):
          guard course.isOpen(update) else { break }
          journal.learn(update)
          course.learn(update)
        case .ended(let job, .success(let update)) where course.isOpen(job):
          course.end(update)
        case .ended(let job, .failure(let failure)) where course.isOpen(job):
          course.leave(job, because: failure)
        case .attempted(let reply):
          journal.settle(reply)
          for job in course.take(reply) { stream.wait(for: job, patience, in: &group) }
        case .quiet: tellWaiting(course)
        case .ended, .late, .allAttempted: break
        }
        // Whoever reads along acts on an end when it is known, not when the last one is.
        for update in course.takeNews() { journal.reach(update, goal.outcome(of: update)) }
        if course.isOver { break }
      }
      group.cancelAll()
    }
    if Task.isCancelled { course.leaveAll(because: .cancelled) }
    if !course.isMet { await journal.leave(course.departure, on: connection) }
    journal.finish()
    return Outcome.combined(journal.outcomes)
  }

  /// Somebody looks at a terminal on which nothing stands yet, or not all.
  private func tellWaiting(_ course: FollowCourse) {
    let server = connection.client.description.name
    let (open, all) = (course.openCount, course.count)
    let jobs = open < all ? "\(open) of \(all) jobs" : all == 1 ? "1 job" : "\(all) jobs"
    Streams.error("Waiting for \(jobs) of \(server). ctrl-c ends the waiting, not the jobs.")
  }

  private func tellUnanswered(_ count: Int) {
    let server = connection.client.description
    let creates = count == 1 ? "1 create has" : "\(count) creates have"
    let (it, jobs) = count == 1 ? ("it", "The job") : ("them", "The jobs")
    let next =
      server.operations.contains(.list)
      ? "What came of \(it) is looked up."
      : "\(jobs) may exist: \(server.name) has no list where \(it) could be looked up."
    Streams.error(
      "\(server.name): \(creates) no answer, left so by a program that ended first. \(next)"
    )
  }
}
