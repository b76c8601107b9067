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
      let others = try await othersOnTheServer(than: jobs)
      return await withTaskGroup(of: Outcome?.self) { group in
        for job in jobs { group.addTask { await narrate(job, everyAnswer: true) } }
        for job in others {
          group.addTask {
            _ = await narrate(job, everyAnswer: false)
            return nil
          }
        }
        // The exit code is about what was created here; the others are there to be looked at.
        return Outcome.combined(await group.reduce(into: []) { $0.append($1) }.compactMap(\.self))
      }
    } catch {
      if error != .cancelled { Streams.error(error.told) }
      return Outcome(error)
    }
  }

  /// Jobs that were there when the server started, and that have not ended.
  private func othersOnTheServer(than own: [JobID]) async throws(JobFailure) -> [JobID] {
    guard client.description.operations.contains(.list) else { return [] }
    let listed = try await client.list()
    return listed.filter { !$0.state.isFinal }.compactMap(\.job.jobID).filter { !own.contains($0) }
  }

  /// Tells every answer, or only what changed besides progress.
  private func narrate(_ job: JobID, everyAnswer: Bool) async -> Outcome {
    var last = Outcome.success
    var told: Told?
    do {
      for try await update in client.updates(of: job, everyPoll: everyAnswer) {
        let news = Told(update.job)
        guard everyAnswer || news != told else { continue }
        told = news
        Streams.out(TextWidth.visible(sentence(update)))
        if update.state.isFinal { last = Outcome(update.state) }
      }
    } catch {
      let failure = error as? JobFailure ?? .cancelled
      if failure != .cancelled { Streams.error(failure.told) }
      last = Outcome(failure)
    }
    return last
  }

  /// What is worth a line.
  private struct Told: Equatable {
    let state: JobState
    let attempt: Int?

    init(_ job: Job) {
      state = job.state
      attempt = job.attempt
    }
  }

  private func sentence(_ update: JobUpdate) -> String {
    let job = update.job
    let title = job.title.map { "“\($0)”, " } ?? ""
    let name = job.jobID == .only ? "the job" : "\(title)job \(job.jobID ?? .only)"
    var parts = ["\(name) is \(job.stateWord)"]
    if let progress = job.progress { parts.append("\(Int(progress * 100)) % done") }
    if let attempt = job.attempt { parts.append("attempt \(attempt)") }
    if let reason = job.reason { parts.append(reason) }
    let how = update.source == .poll ? "poll \(job.polls)" : update.source.rawValue
    return "\(job.server): \(parts.joined(separator: ", ")) (\(how))."
  }
}
