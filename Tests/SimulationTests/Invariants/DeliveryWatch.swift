import JobClient
import JobModel

/// That each listener hears the end of each run once, that it stays, and that changes come in order.
struct DeliveryWatch: Sendable {
  /// How often each listener of this program has heard the end of each run.
  private var finals: [[RunID: Int]] = []
  /// Ends that the journal said it has.
  private var kept: Set<RunID> = []
  private var ends: [RunID: JobState] = [:]
  private var last: [RunID: Job] = [:]
  /// Those that this program told of before their end.
  private var active: Set<RunID> = []

  mutating func started() {
    finals = [[:]]
    last = [:]
    active = []
  }

  /// A listener more; it hears at once how everything stands.
  mutating func listens(_ known: [JobUpdate]) {
    var heard: [RunID: Int] = [:]
    for update in known where update.state.isFinal { heard[update.job.run] = 1 }
    finals.append(heard)
  }

  mutating func killed() {
    // What was told and not kept may be told again.
    ends = ends.filter { kept.contains($0.key) }
    finals = []
  }

  mutating func acknowledged(_ entries: [JournalEntry]) {
    for case .update(let update) in entries where update.state.isFinal {
      kept.insert(update.job.run)
    }
  }

  /// That a draft was given up unsent is no end any more where another process tells of its job: it had
  /// sent it before it could read that.
  mutating func takeBack(_ update: JobUpdate) {
    let run = update.job.run
    guard let before = last[run], before.state == .refused, before.jobID == nil,
      update.source == .store, update.job.jobID != nil
    else { return }
    for listener in finals.indices { finals[listener][run] = 0 }
    ends[run] = nil
    kept.remove(run)
  }

  mutating func countFinal(_ update: JobUpdate, isChange: Bool) -> String? {
    guard update.state.isFinal, isChange else { return nil }
    let run = update.job.run
    var objection: String?
    for listener in finals.indices {
      finals[listener][run, default: 0] += 1
      guard finals[listener][run] ?? 0 > 1 else { continue }
      objection = "the end of \(update.job.name) is told again (\(update.source))"
    }
    if update.source != .store, kept.contains(run), last[run] == nil {
      objection = "the end of \(update.job.name) was kept and is news again"
    }
    return objection
  }

  /// Whether that run was told of before its end.
  func wasActive(_ run: RunID) -> Bool { active.contains(run) }

  /// Ends that somebody has not heard.
  func unheard(_ rows: [JobUpdate]) -> [String] {
    rows.filter(\.state.isFinal).compactMap { row in
      let isHeard = finals.allSatisfy { $0[row.job.run] == 1 }
      return isHeard ? nil : "the end of \(row.job.name) was not told to everybody"
    }
  }

  mutating func checkSticky(_ update: JobUpdate) -> String? {
    let run = update.job.run
    if let end = ends[run], end != update.state {
      return "\(update.job.name) was \(end) and is \(update.state)"
    }
    if update.state.isFinal { ends[run] = update.state }
    return nil
  }

  mutating func checkOrder(_ update: JobUpdate, isChange: Bool) -> String? {
    let job = update.job
    if !job.state.isFinal { active.insert(job.run) }
    defer { last[job.run] = job }
    guard let before = last[job.run] else { return nil }
    if isChange, update.source != .store, job.content == before.content {
      return "\(job.name) is told to have changed and has not"
    }
    if let known = before.revision.flatMap(Int.init), let now = job.revision.flatMap(Int.init),
      now < known
    {
      return "\(job.name) goes from revision \(known) back to \(now)"
    }
    return job.runNumber < before.runNumber ? "\(job.name) goes back to an earlier run" : nil
  }
}

extension Job {
  /// How sentences call it.
  fileprivate var name: String { "\(jobID?.rawValue ?? "a draft") (run \(runNumber), \(run))" }

  /// The same without what each request changes.
  fileprivate var content: Job {
    var job = self
    (job.seen, job.interval) = (nil, nil)
    (job.polls, job.repeats) = (0, 0)
    return job
  }
}
