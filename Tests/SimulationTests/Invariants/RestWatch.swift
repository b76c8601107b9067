import JobClient
import JobModel
import JobProfile

/// That nothing is done without a cause.
struct RestWatch: Sendable {
  private let asksAfterEnd: Bool
  private var lastWakes: [Timestamp] = []
  /// Jobs that have ended, as far as was told, and that nothing has been heard of since.
  private var over: Set<JobID> = []
  /// Those of which a message came since: a list that was asked for before it settles nothing.
  private var doubted: Set<JobID> = []

  /// The number of the latest run of each job.
  private var latest: [JobID: Int] = [:]
  /// Jobs that the user asked about by hand.
  private var allowed: Set<JobID> = []

  /// More than that many in a second is a busy loop: a poll each 20 ms is the fastest there is.
  private static let mostWakes = 100

  init(asksAfterEnd: Bool) {
    self.asksAfterEnd = asksAfterEnd
  }

  mutating func killed() {
    lastWakes = []
    (over, doubted) = ([], [])
    latest = [:]
  }

  mutating func woke(at now: Timestamp) -> String? {
    lastWakes.append(now)
    guard lastWakes.count > Self.mostWakes else { return nil }
    let first = lastWakes.removeFirst()
    return first.duration(to: now) < .seconds(1) ? "it wakes all the time" : nil
  }

  /// A message may hint at a new life of what has ended.
  mutating func handled(_ event: WatcherEvent, _ dialect: Dialect) {
    switch event {
    case .push(_, .message), .wait, .control, .track:
      doubted.formUnion(over)
      over = []
    case .foreign(let jobs, _):
      for job in jobs where !job.state.isFinal {
        guard let id = job.jobID else { continue }
        over.remove(id)
        latest[id] = max(latest[id] ?? 0, job.runNumber)
      }
    default: break
    }
  }

  mutating func reported(_ update: JobUpdate) {
    guard let id = update.job.jobID, update.job.runNumber >= latest[id] ?? 0 else { return }
    latest[id] = update.job.runNumber
    if update.source != .list { doubted.remove(id) }
    if update.state.isFinal, !doubted.contains(id) { over.insert(id) } else { over.remove(id) }
  }

  mutating func allow(_ id: JobID) { allowed.insert(id) }

  func asked(_ what: Asked) -> String? {
    guard case .status(let id) = what, over.contains(id), !allowed.contains(id), !asksAfterEnd
    else { return nil }
    return "\(id) has ended and is asked about"
  }
}
