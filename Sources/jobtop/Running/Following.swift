import JobClient
import JobModel

/// Follows jobs that exist until all have ended.
struct Following {
  let connection: ServerConnection
  let patience: Patience

  /// Writes what becomes known of them; an interrupted user learns how to go on.
  func run(_ jobs: [JobID], _ journal: FollowJournal) async -> Outcome {
    var journal = journal
    let stream = FollowStream(connection.client, everyAnswer: journal.wantsEveryAnswer)
    let wanted = Set(jobs)
    var open = wanted
    await withTaskGroup(of: Void.self) { group in
      for job in wanted { stream.wait(for: job, patience, in: &group) }
      if wanted.isEmpty { stream.sink.finish() }
      var waits = wanted.count
      for await event in stream.events {
        switch event {
        case .learned(let update):
          guard let id = update.job.jobID, wanted.contains(id) else { break }
          if update.state.isFinal { open.remove(id) }
          journal.learn(update)
        case .ended(let result):
          waits -= 1
          journal.end(result)
        case .attempted, .late, .allAttempted: break
        }
        if waits == 0 { break }
      }
      group.cancelAll()
    }
    journal.finish()
    if Task.isCancelled {
      let left = jobs.filter(open.contains)
      Streams.error("Stopped; the jobs go on. " + HowToGoOn.advice(for: left))
    } else if jobs.isEmpty {
      Streams.error(
        "No job of \(connection.client.description.name) is tracked that has not ended."
      )
    }
    return Outcome.combined(journal.outcomes)
  }
}
