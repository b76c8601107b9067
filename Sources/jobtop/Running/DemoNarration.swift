import JobClient
import JobModel
import Screen

/// The demo without a screen: creates jobs, tells every answer, ends when they have ended.
struct DemoNarration {
  let client: JobClient
  let count: Int

  func run() async -> Outcome {
    let name = client.description.name
    Streams.out("A job server plays \(client.description.profile) at \(client.description.url).")
    do throws(JobFailure) {
      let drafts = Array(repeating: Draft(), count: client.description.hasOneJob ? 0 : count)
      let created = drafts.isEmpty ? [] : try await client.create(drafts: drafts)
      for update in created { Streams.out("\(name): created job \(update.job.jobID ?? .only).") }
      let jobs = drafts.isEmpty ? [JobID.only] : created.compactMap(\.job.jobID)
      let outcomes = await withTaskGroup(of: Outcome.self) { group in
        for job in jobs { group.addTask { await narrate(job) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      return Outcome.combined(outcomes)
    } catch {
      Streams.error(error.description)
      return Outcome(error)
    }
  }

  private func narrate(_ job: JobID) async -> Outcome {
    var last = Outcome.success
    do {
      for try await update in client.updates(of: job, everyPoll: true) {
        Streams.out(TextWidth.visible(sentence(update)))
        if update.state.isFinal { last = Outcome(update.state) }
      }
    } catch {
      let failure = error as? JobFailure ?? .cancelled
      Streams.error(failure.description)
      last = Outcome(failure)
    }
    return last
  }

  private func sentence(_ update: JobUpdate) -> String {
    let job = update.job
    let name = job.jobID == .only ? "the job" : "job \(job.jobID ?? .only)"
    var parts = ["\(name) is \(job.state.rawValue)"]
    if let progress = job.progress { parts.append("\(Int(progress * 100)) % done") }
    if let attempt = job.attempt { parts.append("attempt \(attempt)") }
    if let reason = job.reason { parts.append(reason) }
    let how = update.source == .poll ? "poll \(job.polls)" : update.source.rawValue
    return "\(job.server): \(parts.joined(separator: ", ")) (\(how))."
  }
}
